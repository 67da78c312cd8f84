"""What opening hours mean today: the week and the moment, in words that never claim more than the hours say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _

from centres.fields.hours import CLOSED, OPEN, UNKNOWN, day_name
from centres.fields.partial_dates import format_partial
from centres.opening.evaluation import ASK, HOLIDAY, Evaluation, Span, evaluation
from centres.opening.public_holidays import is_holiday
from centres.opening.regional_holidays import part_of
from centres.opening.rules import as_rules, join
from centres.opening.zones import zone_of
from centres.telling.freshness import is_fresh
from centres.vocabularies import NOBODY_THERE
from core.i18n.languages import active_language

if TYPE_CHECKING:
    from centres.models import Centre, SpecialHours

EVENING = time(18)
"""A centre open later than this on any day counts as open in the evening."""
_WEEK = 7
_AHEAD = 15
"""So many days are searched for the next opening."""
Interval = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week shown: ``intervals`` are pairs of ``HH:MM``; ``state`` as in ``Span``.

    ``asking``: times at which one asks first; ``asks_otherwise``: at all others too. ``words``: what the hours add.
    ``special``: this day's hours replace the ordinary ones; ``reason`` says why. Words and reason are in the language
    of the centre's name.
    """

    name: str
    date: date
    state: str
    intervals: tuple[Interval, ...]
    today: bool
    holiday: bool
    asking: tuple[Interval, ...] = ()
    asks_otherwise: bool = False
    words: str = ""
    special: bool = False
    reason: str = ""

    @property
    def quoted(self) -> str:
        """The words in quotation marks, ``""`` without any."""
        return _quoted(self.words)

    @property
    def lines(self) -> list[str]:
        """What to read of the day, without its words: ``09:00–12:00``, ``14:00–17:00 (ask first)``, ``closed``."""
        if self.state in (UNKNOWN, HOLIDAY):
            return [_("not known")]
        lines = ["–".join(pair) for pair in self.intervals]
        lines += [_("%(times)s (ask first)") % {"times": "–".join(pair)} for pair in self.asking]
        if self.asks_otherwise:
            lines.append(_("otherwise ask first") if lines else _("ask first"))
        return lines or [_("closed")]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A week of hours and one sentence about now. ``confirmed`` is false when the hours may be out of date.

    ``words``: what the hours themselves say beside the sentence, in the language of the centre's name.
    """

    days: list[Day]
    state: str
    sentence: str
    confirmed: bool
    note: str
    words: str = ""

    @property
    def quoted(self) -> str:
        """The words in quotation marks, ``""`` without any."""
        return _quoted(self.words)


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words} if words else ""


def is_open_at(hours: str, country: str, longitude: float | None, now: datetime, part: str = "") -> bool:
    """Whether the hours surely say "open" at ``now`` (aware); ``part``: code of the part of the country."""
    found = evaluation(hours, country, longitude, part)
    return found is not None and found.is_open(now)


def opens_this_week(
    hours: str, country: str, longitude: float | None, now: datetime, part: str = ""
) -> tuple[bool, bool]:
    """Whether the coming Saturday is surely open, and any evening of the seven days from ``now`` (aware) on."""
    return _opens_from(hours, country, longitude, part, now.astimezone(zone_of(country, longitude)).date())


@lru_cache(maxsize=16_384)
def _opens_from(hours: str, country: str, longitude: float | None, part: str, today: date) -> tuple[bool, bool]:
    found = evaluation(hours, country, longitude, part)
    if found is None:
        return False, False
    saturday = evening = False
    for number in range(_WEEK):
        day = today + timedelta(days=number)
        ends = [span.end for span in found.day(day) if span.state == OPEN]
        saturday |= day.weekday() == 5 and bool(ends)
        evening |= any(end.time() > EVENING or end.date() > day for end in ends)
    return saturday, evening


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def _times(spans: Sequence[Span], state: str) -> tuple[Interval, ...]:
    """The times of a day in this state; its end is 24:00."""
    return tuple(
        (_clock(span.begin), _clock(span.end) if span.end.date() == span.begin.date() else "24:00")
        for span in spans
        if span.state == state
    )


def _strongest(spans: Sequence[Span]) -> str:
    states = {span.state for span in spans}
    return next(state for state in (OPEN, ASK, HOLIDAY, UNKNOWN, CLOSED) if state in states)


def _week(centre: "Centre", hours: Evaluation, today: date, special: Sequence["SpecialHours"]) -> list[Day]:
    days = []
    for number in range(_WEEK):
        day = today + timedelta(days=number - today.weekday())
        spans = hours.day(day)
        entries = [entry for entry in special if entry.first_day <= day <= entry.last_day]
        # What reaches to midnight is the rest of the day: no time was said.
        asking = _times(spans, ASK)
        timed = tuple(pair for pair in asking if pair[0] != "00:00" and pair[1] != "24:00")
        days.append(
            Day(
                name=day_name(number),
                date=day,
                state=_strongest(spans),
                intervals=_times(spans, OPEN),
                today=day == today,
                holiday=is_holiday(centre.country, centre.region, centre.city, day),
                asking=timed,
                asks_otherwise=len(timed) < len(asking),
                words=", ".join(dict.fromkeys(span.words for span in spans if span.words)),
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
    if away >= _WEEK:
        name = format_date(moment.date(), "EEEE d MMMM", locale=active_language())
    return f"{name} {_clock(moment)}"


def _open_sentence(span: Span, now: datetime) -> str:
    if span.end - now > timedelta(days=1):
        return _("Open now")
    return _("Open now until %(time)s") % {"time": _when(span.end, now)}


def _closed_sentence(coming: Sequence[Span], now: datetime) -> str:
    """With the next opening that is sure; one that comes after days nobody knows is not called the next."""
    opening = next((span for span in coming if span.state == OPEN), None)
    if opening is None:
        return _("Closed now")
    when = {"time": _when(opening.begin, now)}
    if any(span.state != CLOSED for span in coming[: coming.index(opening)]):
        return _("Closed now, next opening for certain: %(time)s") % when
    if opening.begin.date() == now.date():
        return _("Closed now, opens at %(time)s") % when
    return _("Closed today, next opening: %(time)s") % when


def _now_sentence(hours: Evaluation, now: datetime) -> tuple[Span, str]:
    span, *coming = hours.ahead(now, _AHEAD)
    if span.state == OPEN:
        return span, _open_sentence(span, now)
    if span.state == CLOSED:
        return span, _closed_sentence(coming, now)
    sentences = {
        ASK: _("Ask first"),
        HOLIDAY: _("Public holiday: hours not known, ask first"),
        UNKNOWN: _("Hours of today not known"),
    }
    return span, sentences[span.state]


def schedule_of(
    centre: "Centre", now: datetime | None = None, *, rules: str = "", special: Sequence["SpecialHours"] = ()
) -> Schedule | None:
    """The week around ``now`` at the centre's own clock; ``None`` when no hours are known or nobody is there.

    Days with other hours come as ``special``, or as ``rules`` where nobody asks for their reason.
    """
    if not centre.hours or centre.status in NOBODY_THERE:
        return None
    longitude = centre.point[1] if centre.point else None
    part = part_of(centre.country, centre.region, centre.city)
    hours = evaluation(join(centre.hours, rules or as_rules(special)), centre.country, longitude, part)
    if hours is None:
        return None
    local = (now or timezone.now()).astimezone(hours.zone)
    span, sentence = _now_sentence(hours, local)
    confirmed = is_fresh(centre, local.date())
    week = _week(centre, hours, local.date(), special)
    return Schedule(week, span.state, sentence, confirmed, "" if confirmed else _doubt(centre), span.words)


def _doubt(centre: "Centre") -> str:
    published = format_partial(centre.hours_as_of)
    if published:
        return _("Hours published: %(date)s, to be confirmed") % {"date": published}
    return _("Hours to be confirmed")
