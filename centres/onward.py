"""The finder as a step on from other pages: the centres that answer the same need."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from centres.finder.counts import counts_by_need
from centres.models import FinderPage
from core import onward
from core.onward import Step, Subject
from core.vocabularies import Kind, Need


def register_offer() -> None:
    """Called once when the app is ready."""
    onward.register("centres", offer)


def offer(subject: Subject, language: str) -> Iterator[Step]:
    """The centres for each need of the page, and all of them; no query once the finder's table is in memory."""
    url = FinderPage.url_in(language)
    if not url:
        return
    centre = Kind.CENTRE.value
    if subject.needs:
        _total, counts = counts_by_need()
        for need in subject.needs:
            if counts.get(need):
                title = str(Need(need).label)
                yield Step(
                    kind=centre, label=_("Centres"), title=title, url=f"{url}?need={need}", language=language, weight=1
                )
    yield Step(kind=centre, label="", title=_("Find a centre"), url=url, language=language)
