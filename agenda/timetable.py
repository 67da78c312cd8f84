"""Which events are to come and which are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from agenda.models import EventPage


@dataclass(frozen=True, slots=True)
class Timetable:
    """Keys of a language's events: those to come, the next first; those over, the latest first, with their years."""

    coming: list[int]
    past: list[tuple[int, int]]

    @property
    def years(self) -> list[int]:
        """Years with events that are over, the latest first."""
        return sorted({year for _pk, year in self.past}, reverse=True)

    def past_in(self, year: int | None) -> list[int]:
        """Keys of the events that are over, of one year or of all."""
        return [pk for pk, of in self.past if year in (None, of)]


def timetable(language: str, now: datetime | None = None, *, only: Q | None = None) -> Timetable:
    """All events readers of ``language`` may see (``only``: of these); one query. An event that has begun is still to come until it ends."""
    moment = now or timezone.now()
    rows = (
        EventPage.objects.in_language(language).select_related(None).order_by("starts_at", "path").filter(only or Q())
    )
    coming, past = [], []
    for pk, ends_at, start_date in rows.values_list("pk", "ends_at", "start_date"):
        if ends_at > moment:
            coming.append(pk)
        else:
            past.append((pk, start_date.year))
    return Timetable(coming, past[::-1])


def events_of(pks: Sequence[int]) -> list[EventPage]:
    """The events with these keys, in this order; one query."""
    if not pks:
        return []
    found = {event.pk: event for event in EventPage.objects.filter(pk__in=pks).select_related("locale").told()}
    return [found[pk] for pk in pks if pk in found]
