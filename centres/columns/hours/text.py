"""Opening hours people write → the weekly text that is stored (OpenStreetMap's syntax). What is not understood is
never guessed: it becomes a problem, with the part that was read as the suggestion.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import opening_hours
from django.utils.translation import gettext_noop as _

from centres.columns.hours.tokens import Token, tokens_of
from centres.columns.messages import shown
from centres.columns.reading import Reading, wrong
from centres.fields.hours import CLOSED, OPEN, UNKNOWN, DayHours, Week, format_week

MAX_LENGTH = 500
_OSM = re.compile(
    r"\s*(?:24/7|PH|SH|week|easter|(?:Mo|Tu|We|Th|Fr|Sa|Su|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\d{4}\b)"
)
# Kinds of tokens that have a meaning; a group of days counts as a day.
_KNOWN = {
    "day": "day",
    "group": "day",
    "time": "time",
    "holidays": "holidays",
    "closed": "closed",
    "always": "always",
    "and": "",
}
Interval = tuple[str, str]


class _NotReadError(Exception):
    """The token at which reading stopped."""

    def __init__(self, token: str, why: str = "") -> None:
        super().__init__(token)
        self.token, self.why = token, why


@dataclass(slots=True)
class _Segment:
    """Days and what is said about them, while it is being read."""

    days: list[int] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)
    closed: bool = False
    holidays: bool = False
    times_first: bool = False

    @property
    def said(self) -> bool:
        return self.closed or bool(self.intervals)


@lru_cache(maxsize=4096)
def read_hours(text: str) -> Reading:
    """Hours of a week. OSM syntax is taken as it is when the evaluator of the portal accepts it."""
    if _OSM.match(text) and len(text) <= MAX_LENGTH and opening_hours.validate(text):
        return Reading(text)
    days: dict[int, DayHours] = {}
    try:
        holidays_off = _read(tokens_of(text), days)
    except _NotReadError as stop:
        return _not_understood(text, stop, days)
    if not days:
        return wrong(
            _("“%(value)s” names no days. Write the days too, such as Mo-Fr 09:00-17:00."),
            {"value": shown(text)},
            _with_working_days(text),
        )
    return Reading(_written(days, holidays_off))


def read_day(text: str) -> tuple[DayHours | None, Reading | None]:
    """Hours of one day in its own column: (hours, None) or (None, what is wrong)."""
    try:
        segment = _Segment()
        for step in _steps(tokens_of(text)):
            _take(step, segment)
        if not segment.said or segment.days or segment.holidays:
            raise _NotReadError(text)
    except _NotReadError:
        return None, wrong(
            _("“%(value)s” cannot be read as the hours of a day. Write 09:00-12:00, 13:00-17:00 or closed."),
            {"value": shown(text)},
        )
    return _day(segment), None


def read_times(pairs: Sequence[tuple[str, str]]) -> tuple[DayHours | None, Reading | None]:
    """Hours of one day from columns of opening and closing times, two by two; empty ones say nothing."""
    filled = [pair for pair in pairs if any(pair)]
    if not filled:
        return DayHours(UNKNOWN), None
    closed = all(
        len(tokens) == 1 and tokens[0].kind == "closed" for tokens in (tokens_of(opens) for opens, _shut in filled)
    )
    return (DayHours(CLOSED), None) if closed else read_day(", ".join(f"{opens}-{shut}" for opens, shut in filled))


def week_text(days: Sequence[DayHours]) -> str | None:
    """Seven days as they are stored; None when nothing is known of any."""
    return format_week(Week(tuple(days))) or None


def _written(days: dict[int, DayHours], holidays_off: bool) -> str:
    """Beside open days, those that are not named are closed, as in OpenStreetMap; beside closed ones, not known."""
    rest = DayHours(CLOSED if any(day.state == OPEN for day in days.values()) else UNKNOWN)
    return format_week(Week(tuple(days.get(number, rest) for number in range(7)), holidays_off))


def _day(segment: _Segment) -> DayHours:
    return DayHours(CLOSED) if segment.closed else DayHours(OPEN, tuple(segment.intervals))


def _not_understood(text: str, stop: _NotReadError, days: dict[int, DayHours]) -> Reading:
    return wrong(
        _(
            "“%(part)s” in “%(value)s” is not understood as opening hours. Write for instance Mo-Fr 09:00-17:00; what is no hour belongs into “how to come”."
        ),
        {"part": shown(stop.token), "value": shown(text)},
        _written(days, False) if days else None,
    )


def _with_working_days(text: str) -> str | None:
    hours, _problem = read_day(text)
    return f"Mo-Fr {','.join('-'.join(pair) for pair in hours.intervals)}" if hours and hours.intervals else None


def _read(tokens: list[Token], days: dict[int, DayHours]) -> bool:
    """Fills ``days``; tells whether public holidays are days off. Raises at the first thing not understood."""
    holidays_off, segment = False, _Segment()
    try:
        for step in _steps(tokens):
            if step.kind == "always":
                days.update({number: DayHours(OPEN, (("00:00", "24:00"),)) for number in range(7)})
                continue
            if _begins_anew(step, segment):
                holidays_off |= _finish(segment, days)
                segment = _Segment()
            _take(step, segment)
    except _NotReadError:
        if segment.said and segment.days:
            days.update({number: _day(segment) for number in segment.days})
        raise
    return holidays_off | _finish(segment, days)


def _begins_anew(step: "_Step", segment: _Segment) -> bool:
    """Days after hours begin the next segment, unless hours stand first: "9-17 Monday to Friday", "closed on Sunday"."""
    if step.kind in ("days", "holidays"):
        return segment.said and (bool(segment.days) or segment.holidays) and not segment.times_first
    if step.kind == "closed" and segment.said:
        return bool(segment.days) or segment.holidays
    return segment.times_first and (bool(segment.days) or segment.holidays)


def _finish(segment: _Segment, days: dict[int, DayHours]) -> bool:
    """Writes a segment into the week; tells whether it closes the public holidays."""
    if segment.holidays and not segment.closed:
        raise _NotReadError("PH")
    if not segment.days and not segment.holidays:
        if segment.said and days:
            raise _NotReadError(", ".join("-".join(pair) for pair in segment.intervals) or "off")
        if segment.closed:
            days.update({number: DayHours(CLOSED) for number in range(7)})
        return False
    if not segment.said:
        raise _NotReadError("…")
    days.update({number: _day(segment) for number in segment.days})
    return segment.holidays


@dataclass(frozen=True, slots=True)
class _Step:
    """A piece of meaning: some days, holidays, one interval, closed, always."""

    kind: str
    days: tuple[int, ...] = ()
    interval: Interval = ("", "")


def _steps(tokens: list[Token]) -> Iterator[_Step]:
    """Puts ranges together, day to day and time to time. Two days side by side with nothing between say neither."""
    at, before = 0, ""
    while at < len(tokens):
        token = tokens[at]
        ranged = at + 2 < len(tokens) and tokens[at + 1].kind == "to"
        last = tokens[at + 2] if ranged else token
        if token.kind not in _KNOWN or (token.kind == "time" and not ranged) or (before == "day" == _KNOWN[token.kind]):
            raise _NotReadError(token.text)
        if token.kind == "time":
            yield _Step("interval", interval=_interval(token, last))
        elif token.kind in ("day", "group"):
            yield _Step("days", token.days or _span(token.day, last.day))
        elif token.kind != "and":
            yield _Step(token.kind)
        before = _KNOWN[token.kind]
        at += 3 if ranged else 1


def _span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1)) if first <= last else (*range(first, 7), *range(last + 1))


def _interval(start: Token, end: Token) -> Interval:
    opens, shuts = start.text, "24:00" if end.text == "00:00" else end.text
    if opens >= shuts:
        raise _NotReadError(f"{opens}-{shuts}")
    return opens, shuts


def _take(step: _Step, segment: _Segment) -> None:
    if step.kind == "days":
        segment.times_first = segment.times_first or (segment.said and not segment.days)
        segment.days += step.days
    elif step.kind == "holidays":
        segment.times_first = segment.times_first or (segment.said and not segment.days)
        segment.holidays = True
    elif step.kind == "closed":
        if segment.intervals:
            raise _NotReadError("off")
        segment.closed = True
    elif segment.closed or (segment.intervals and segment.intervals[-1][1] > step.interval[0]):
        raise _NotReadError("-".join(step.interval))
    else:
        segment.intervals.append(step.interval)
