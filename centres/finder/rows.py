"""The lines of the finder's list."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from centres import vocabularies as words
from centres.finder.answer import Answer
from centres.freshness import Mark, marks
from centres.models import Centre, FinderPage
from centres.schedule import schedule_of
from core.countries import country_name
from core.i18n.languages import exonym


@dataclass(frozen=True, slots=True)
class Named:
    """A text and the language it is in, ``""`` when that is the page's language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One centre of the list. ``km`` is ``None`` without a place or a point."""

    number: int
    centre: Centre
    url: str
    name: Named
    km: float | None
    place: str
    marks: list[Mark]
    needs: list[tuple[str, str]]
    now: str
    facts: list[str]

    @property
    def distance(self) -> str:
        """``82 km``; one decimal below 10 km would pretend a precision a town's point does not have."""
        return "" if self.km is None else _("%(km)s km") % {"km": f"{self.km:.0f}"}

    @property
    def precision(self) -> str:
        return "city" if self.centre.only_town_known else "address"

    @property
    def phone_link(self) -> str:
        return phone_link(self.centre.phone)


def phone_link(phone: str) -> str:
    """The digits a telephone dials."""
    return "".join(sign for sign in phone if sign in "+0123456789")


def name_of(centre: Centre, language: str) -> Named:
    """The centre's name for a reader of ``language``: theirs when there is one, else the local name."""
    row = centre.text_in(language)
    if row and row.language == language and row.name:
        return Named(row.name, "")
    return Named(centre.name, "" if centre.language == language else centre.language)


def place_of(centre: Centre) -> str:
    """``Milano, Italy · address to be confirmed``."""
    place = ", ".join([*centre.place_parts, country_name(centre.country)])
    if centre.only_town_known and centre.status != words.Status.CLOSED:
        return _("%(place)s · address to be confirmed") % {"place": place}
    return place


def need_names(centre: Centre) -> list[tuple[str, str]]:
    """(code, label) of the needs the centre answers."""
    return [(code, str(words.Need(code).label)) for code in centre.needs if code in words.Need.values]


def _facts(centre: Centre) -> list[str]:
    facts = [", ".join(exonym(code) for code in centre.spoken)] if centre.spoken else []
    facts += [str(words.Access(code).label) for code in centre.access if code in words.Access.values]
    return facts + ([_("free of charge")] if centre.free else [])


def _now(centre: Centre) -> str:
    schedule = schedule_of(centre)
    if schedule is None:
        return ""
    return (
        schedule.sentence if schedule.confirmed else _("By these hours: %(sentence)s") % {"sentence": schedule.sentence}
    )


def rows_of(page: FinderPage, answer: Answer, indexes: list[int], start: int) -> list[Row]:
    """The rows of one page of the list, numbered from ``start`` + 1; two queries."""
    language = get_language() or "en"
    by_pk = {int(answer.table.ids[index]): index for index in indexes}
    base = page.url
    return [
        Row(
            number=number,
            centre=centre,
            url=f"{base}{centre.slug}/",
            name=name_of(centre, language),
            km=answer.km(by_pk[centre.pk]),
            place=place_of(centre),
            marks=marks(centre),
            needs=[] if centre.status == words.Status.CLOSED else need_names(centre),
            now=_now(centre),
            facts=[] if centre.status == words.Status.CLOSED else _facts(centre),
        )
        for number, centre in enumerate(Centre.objects.public().in_order_of(list(by_pk)), start=start + 1)
    ]
