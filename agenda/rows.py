"""Events as rows of the agenda, with the pages that belong to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page

from core.i18n.localised import PagesHere

if TYPE_CHECKING:
    from agenda.models import EventPage


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event and the pages it leads to, in the reader's language."""

    event: "EventPage"
    related: list[Page]


def rows_of(events: Iterable["EventPage"], pages: PagesHere) -> list[EventRow]:
    """Rows for a list of events; ``pages`` holds what they link to."""
    return [EventRow(event, [page for pk in event.related_ids() if (page := pages.chosen(pk))]) for event in events]
