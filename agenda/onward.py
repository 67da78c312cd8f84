"""Events as steps on from other pages."""

from collections.abc import Iterator

from django.utils import timezone

from agenda.models import AgendaIndexPage, EventPage
from core import onward
from core.i18n.borrowed import VersionKey, says
from core.i18n.urls import page_url
from core.onward import Step, Subject
from core.vocabularies import Kind

CANDIDATES = 100
"""As many events at most, the latest ones, are compared with a page."""


def register_offer() -> None:
    """Called once when the app is ready."""
    onward.register("agenda", offer)


def offer(subject: Subject, language: str) -> Iterator[Step]:
    """Each event about the same, one to come before one that is over; the agenda for pages about anything."""
    if not subject.competences:
        yield from _agenda(language)
        return
    events = EventPage.objects.in_language(language).select_related(None).order_by("-starts_at", "path")
    columns = (
        "title",
        "url_path",
        "content_language",
        "translation_key",
        "locale_id",
        "competences",
        "peerexchangepage__theme",
        "ends_at",
    )
    for title, url_path, written_in, *version, competences, theme, ends_at in events.values_list(*columns)[:CANDIDATES]:
        if shared := subject.shared_with(competences, [theme] if theme else ()):
            yield Step(
                kind=Kind.EVENT.value,
                label=str(Kind.EVENT.label),
                title=says(VersionKey(*version), title),
                url=page_url(url_path),
                language=written_in,
                weight=shared + (ends_at > timezone.now()),
            )


def _agenda(language: str) -> Iterator[Step]:
    page = AgendaIndexPage.objects.in_language(language).first()
    if page:
        yield Step(
            kind=Kind.EVENT.value, label="", title=page.title, url=page.url or "", language=page.content_language
        )
