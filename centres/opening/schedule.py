"""What opening hours mean today: evaluated with the holidays of country and region and the place's own clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import opening_hours
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _

from centres.fields.hours import OPEN, UNKNOWN, day_name, parse_week
from centres.fields.partial_dates import format_partial
from centres.opening.regional_holidays import regional_days
from centres.opening.rules import as_rules, effective
from centres.opening.zones import ZONES, zone_of
from centres.telling.freshness import is_fresh
from centres.vocabularies import NOBODY_THERE
from core.i18n.languages import active_language

if TYPE_CHECKING:
    from centres.models import Centre, SpecialHours

EVENING = "18:00"
"""A centre open later than this on any day counts as open in the evening."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week shown: ``intervals`` are pairs of ``HH:MM``; ``state`` is open, closed or unknown.

    ``special``: this day's hours replace the ordinary ones; ``reason`` says why, in the language of the centre's name.
    """

    name: str
    date: date
    state: str
    intervals: tuple[tuple[str, str], ...]
    today: bool
    holiday: bool
    special: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A week of hours and one sentence about now. ``confirmed`` is false when the hours may be out of date."""

    days: list[Day]
    state: str
    sentence: str
    confirmed: bool
    note: str


@lru_cache(maxsize=8192)
def _evaluator(hours: str, country: str, longitude: float | None) -> opening_hours.OpeningHours | None:
    """The parsed expression, ``None`` when it cannot be read (then the hours count as not known)."""
    zone = zone_of(country, longitude)
    try:
        return opening_hours.OpeningHours(hours, timezone=zone, country=country if country in ZONES else None)
    except opening_hours.UnknownCountryError:
        return opening_hours.OpeningHours(hours, timezone=zone)
    except opening_hours.ParserError:
        return None


def is_open_at(hours: str, country: str, longitude: float | None, now: datetime) -> bool:
    """Whether the hours say "open" at ``now`` (aware)."""
    evaluator = _evaluator(hours, country, longitude)
    return bool(evaluator and evaluator.is_open(now.astimezone(zone_of(country, longitude))))


def opens_on_saturday(hours: str) -> bool:
    """Whether an ordinary Saturday has opening hours."""
    week = parse_week(hours)
    return bool(week and week.days[5].state == OPEN)


def opens_late(hours: str) -> bool:
    """Whether any ordinary day is open after 18:00."""
    week = parse_week(hours)
    return bool(week and any(end > EVENING for day in week.days for _start, end in day.intervals))


def opens_this_week(hours: str, country: str, longitude: float | None, now: datetime) -> tuple[bool, bool]:
    """Whether the coming Saturday is open, and any evening of the seven days from ``now`` (aware) on."""
    evaluator = _evaluator(hours, country, longitude)
    if evaluator is None:
        return False, False
    start = now.astimezone(zone_of(country, longitude)).replace(hour=0, minute=0, second=0, microsecond=0)
    saturday = evening = False
    late = int(EVENING[:2]) * 60 + int(EVENING[3:])
    for begin, end, kind, _comment in evaluator.intervals(start, start + timedelta(days=7)):
        if kind == opening_hours.State.OPEN:
            saturday |= begin.weekday() == 5
            evening |= end.date() > begin.date() or end.hour * 60 + end.minute > late
    return saturday, evening


def _clock(moment: datetime | time) -> str:
    return moment.strftime("%H:%M")


@lru_cache(maxsize=4096)
def is_holiday(country: str, region: str, city: str, day: date) -> bool:
    """Whether the country or the region keeps a public holiday on that day."""
    evaluator = _evaluator("PH", country, None) if country in ZONES else None
    noon = datetime.combine(day, time(12), tzinfo=zone_of(country))
    return bool(evaluator and evaluator.is_open(noon)) or bool(regional_days(country, region, city, day, day))


def _intervals(evaluator: opening_hours.OpeningHours, start: datetime) -> tuple[str, tuple[tuple[str, str], ...]]:
    """State and intervals of the day that begins at ``start``."""
    intervals, state = [], "closed"
    for begin, end, kind, _comment in evaluator.intervals(start, start + timedelta(days=1)):
        if kind == opening_hours.State.OPEN:
            intervals.append((_clock(begin), _clock(end) if end.date() == start.date() else "24:00"))
            state = OPEN
        elif kind == opening_hours.State.UNKNOWN and state != OPEN:
            state = UNKNOWN
    return state, tuple(intervals)


def _week(
    centre: "Centre", evaluator: opening_hours.OpeningHours, now: datetime, special: Sequence["SpecialHours"]
) -> list[Day]:
    monday = now.date() - timedelta(days=now.weekday())
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        state, intervals = _intervals(evaluator, datetime.combine(day, time(), tzinfo=now.tzinfo))
        entries = [entry for entry in special if entry.first_day <= day <= entry.last_day]
        days.append(
            Day(
                name=day_name(number),
                date=day,
                state=state,
                intervals=intervals,
                today=day == now.date(),
                holiday=is_holiday(centre.country, centre.region, centre.city, day),
                special=bool(entries),
                reason=next((entry.reason for entry in entries if entry.reason), ""),
            )
        )
    return days


def _when(moment: datetime, now: datetime) -> str:
    """``12:00`` today, ``Monday 12:00`` within a week, else with the date; day names as they stand alone."""
    away = (moment.date() - now.date()).days
    if away == 0:
        return _clock(moment)
    name = day_name(moment.weekday())
    if away > 6:
        name = format_date(moment.date(), "EEEE d MMMM", locale=active_language())
    return f"{name} {_clock(moment)}"


def _next_opening(evaluator: opening_hours.OpeningHours, now: datetime) -> datetime | None:
    for begin, _end, kind, _comment in evaluator.intervals(now, now + timedelta(days=15)):
        if kind == opening_hours.State.OPEN and begin > now:
            return begin
    return None


def _now_sentence(evaluator: opening_hours.OpeningHours, now: datetime) -> tuple[str, str]:
    state, _comment = evaluator.state(now)
    if state == opening_hours.State.OPEN:
        end = evaluator.next_change(now)
        return OPEN, _("Open now until %(time)s") % {"time": _when(end, now)} if end else _("Open now")
    if state == opening_hours.State.UNKNOWN:
        return UNKNOWN, _("Hours of today not known")
    opening = _next_opening(evaluator, now)
    if opening is None:
        return "closed", _("Closed now")
    if opening.date() == now.date():
        return "closed", _("Closed now, opens at %(time)s") % {"time": _clock(opening)}
    return "closed", _("Closed today, next opening: %(time)s") % {"time": _when(opening, now)}


def schedule_of(
    centre: "Centre", now: datetime | None = None, *, rules: str = "", special: Sequence["SpecialHours"] = ()
) -> Schedule | None:
    """The week around ``now`` at the centre's own clock; ``None`` when no hours are known or nobody is there.

    Days with other hours come as ``special``, or as ``rules`` where nobody asks for their reason.
    """
    if not centre.hours or centre.status in NOBODY_THERE:
        return None
    longitude = centre.point[1] if centre.point else None
    text = effective(centre.hours, centre.country, centre.region, centre.city, rules or as_rules(special))
    evaluator = _evaluator(text, centre.country, longitude)
    if evaluator is None:
        return None
    local = (now or timezone.now()).astimezone(zone_of(centre.country, longitude))
    state, sentence = _now_sentence(evaluator, local)
    confirmed = is_fresh(centre, local.date())
    note = ""
    if not confirmed:
        published = format_partial(centre.hours_as_of)
        note = (
            _("Hours published: %(date)s, to be confirmed") % {"date": published}
            if published
            else _("Hours to be confirmed")
        )
    return Schedule(_week(centre, evaluator, local, special), state, sentence, confirmed, note)
