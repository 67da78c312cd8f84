"""Events as lines of the agenda, with the pages that belong to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from agenda.models import EventPage
from core.i18n.localised import PagesHere, language_of


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A page that belongs to an event. ``kind``: what it is, in the reader's words; ``language`` of its title."""

    title: str
    url: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event and the pages it leads to, in the reader's language."""

    event: EventPage
    related: list[RelatedLink]


def related_links(event: EventPage, pages: PagesHere) -> list[RelatedLink]:
    """What an event links to, as far as ``pages`` holds it; no query."""
    found = [page for pk in event.related_ids() if (page := pages.chosen(pk))]
    return [RelatedLink(page.title, page.url or "", _kind_of(page), language_of(page)) for page in found]


def _kind_of(page: Page) -> str:
    return str(getattr(page.specific_class, "kind_label", ""))


def lines_of(events: Iterable[EventPage], pages: PagesHere) -> list[EventLine]:
    """Lines for a list of events; ``pages`` holds what they link to."""
    return [EventLine(event, related_links(event, pages)) for event in events]
