"""Days with other hours as rules of OpenStreetMap's syntax, which follow a centre's weekly hours and override them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from centres.opening.syntax import as_date

if TYPE_CHECKING:
    from centres.models import SpecialHours

_PAST = timedelta(days=7)
"""The week on show starts at most so long ago."""
_AHEAD = timedelta(days=396)


def as_rules(entries: Iterable["SpecialHours"]) -> str:
    """``2026 Dec 24 09:00-12:00; 2026 Dec 25-2027 Jan 03 off``; ``""`` without entries.

    Entries of the same days are one rule; a shorter run comes after a longer one and so overrides it.
    """
    times: dict[tuple[date, date], list[str]] = {}
    for entry in entries:
        found = times.setdefault((entry.first_day, entry.last_day or entry.first_day), [])
        if entry.interval:
            found.append("-".join(entry.interval))
    return "; ".join(
        f"{as_date(first) if first == last else f'{as_date(first)}-{as_date(last)}'} {','.join(sorted(intervals)) or 'off'}"
        for (first, last), intervals in sorted(times.items(), key=lambda item: item[0][0] - item[0][1])
    )


def join(hours: str, rules: str) -> str:
    """Weekly hours with the rules that override them; a week nobody knows stays not known on the other days."""
    return f"{hours or 'unknown'}; {rules}" if rules else hours


def rules(centre_pks: Iterable[int] | None = None, today: date | None = None) -> dict[int, str]:
    """{key of a centre: rules to append to its hours}, from a week ago to thirteen months ahead; one query."""
    from centres.models import SpecialHours

    today = today or timezone.localdate()
    entries = SpecialHours.objects.filter(last_day__gte=today - _PAST, first_day__lte=today + _AHEAD)
    if centre_pks is not None:
        entries = entries.filter(centre_id__in=list(centre_pks))
    grouped: dict[int, list[SpecialHours]] = defaultdict(list)
    for entry in entries.order_by("centre_id", "first_day", "opens", "pk"):
        grouped[entry.centre_id].append(entry)
    return {key: as_rules(of_centre) for key, of_centre in grouped.items()}
