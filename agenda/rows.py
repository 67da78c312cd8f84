"""Events as rows of the agenda, with the pages that belong to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Locale, Page

from core.i18n.localised import pages_here

if TYPE_CHECKING:
    from agenda.models import EventPage


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event and the pages it leads to, in the reader's language."""

    event: "EventPage"
    related: list[Page]


def rows_of(events: Iterable["EventPage"], locale: Locale) -> list[EventRow]:
    """Rows for a list of events; one query for everything they link to, whatever their number."""
    listed = list(events)
    pages = pages_here([pk for event in listed for pk in event.related_ids()], locale)
    return [EventRow(event, [pages[pk] for pk in event.related_ids() if pk in pages]) for event in listed]
