"""Opening hours as HSDS schedules: a weekly recurrence (RFC 5545) a time span, dated ones for days with other hours."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from centres.data.hsds.ids import derived
from centres.fields.hours import OPEN, Week, parse_week, says_hours
from centres.models import Centre, SpecialHours
from centres.opening.syntax import closed_on_holidays, names_holidays
from centres.opening.zones import zone_of
from centres.telling.freshness import to_confirm
from centres.vocabularies import NOBODY_THERE

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MIDNIGHT = "23:59"
"""HSDS has no 24:00."""


def schedules(centre: Centre, owner: UUID) -> list[dict[str, Any]]:
    """The schedules of a centre for the link ``owner`` of a service to its location; none where nobody is there."""
    if centre.status in NOBODY_THERE:
        return []
    found = [*_weekly(centre), *(_dated(centre, entry) for entry in centre.special_hours.all())]
    return [
        {"id": str(derived(owner, "schedule", str(number))), "service_at_location_id": str(owner), **schedule}
        for number, schedule in enumerate(found)
    ]


def _clock(text: str, centre: Centre, day: date) -> str:
    """``09:00+02:00``: a local time with the offset that place has on that day."""
    hour, minute = (_MIDNIGHT if text == "24:00" else text).split(":")
    longitude = centre.point[1] if centre.point else None
    zone = zone_of(centre.country, longitude)
    moment = datetime.combine(day, time(int(hour), int(minute)), tzinfo=zone)
    return moment.isoformat(timespec="minutes")[11:]


def _weekly(centre: Centre) -> Iterator[dict[str, Any]]:
    """One recurrence per time span, for all weekdays that share it; hours no grid can hold stay a description."""
    if not says_hours(centre.hours):
        return
    week = parse_week(centre.hours)
    if week is None:
        yield {"description": centre.hours, **_notes(centre)}
        return
    today = timezone.localdate()
    for (opens, closes), days in _spans(week).items():
        yield {
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": ",".join(days),
            "opens_at": _clock(opens, centre, today),
            "closes_at": _clock(closes, centre, today),
            **_notes(centre),
        }


def _notes(centre: Centre) -> dict[str, str]:
    """What a recurrence cannot say: whether it holds on public holidays, and whether anybody has confirmed it."""
    notes = []
    if closed_on_holidays(centre.hours):
        notes.append(_("Closed on public holidays"))
    elif not names_holidays(centre.hours):
        notes.append(_("Hours of public holidays not known"))
    if to_confirm(centre):
        notes.append(_("Hours to be confirmed"))
    return {"notes": ". ".join(notes)} if notes else {}


def _spans(week: Week) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for code, day in zip(_DAYS, week.days, strict=True):
        for span in day.intervals if day.state == OPEN else ():
            found.setdefault(span, []).append(code)
    return found


def _dated(centre: Centre, entry: SpecialHours) -> dict[str, Any]:
    """Days that differ: they override the weekly ones from ``valid_from`` to ``valid_to``."""
    first, last = entry.first_day, entry.last_day
    schedule: dict[str, Any] = {
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat(),
        "dtstart": first.isoformat(),
        "until": last.isoformat(),
        "freq": "WEEKLY",
        "byday": ",".join(_DAYS),
    }
    if entry.interval:
        opens, closes = entry.interval
        schedule |= {"opens_at": _clock(opens, centre, first), "closes_at": _clock(closes, centre, first)}
    description = ", ".join(part for part in ("" if entry.interval else _("Closed"), entry.reason) if part)
    return schedule | ({"description": description} if description else {})
