"""What opening hours say of a moment and of a day; never more than they say.

The evaluator of OpenStreetMap's syntax calls a time with a comment open, school holidays like any week, and a public
holiday without a rule like any day. Here the first two mean "ask first", the third that nobody knows.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import opening_hours

from centres.fields.hours import CLOSED, OPEN, UNKNOWN, says_hours
from centres.opening import syntax
from centres.opening.public_holidays import is_certain, is_holiday, is_national
from centres.opening.zones import ZONES, zone_of

ASK = "ask"
"""Perhaps open, on a condition that the hours put in words or that nobody here can look up."""
HOLIDAY = "holiday"
"""A public holiday of which the hours say nothing, on a day that is ordinarily open."""
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """A stretch of one state: open, ask, holiday, unknown or closed. ``words``: the comment that stands there."""

    begin: datetime
    end: datetime
    state: str
    words: str


class Evaluation:
    """One timetable: ``text`` in OpenStreetMap's syntax at a place; ``part``: of the country, by code."""

    def __init__(self, text: str, country: str, longitude: float | None, part: str) -> None:
        """Raises ``opening_hours.ParserError`` when the text is none."""
        self.zone = zone_of(country, longitude)
        self._place = (country, part, part)
        self._hours = _library(text, country)
        self._undecided = syntax.is_undecided(text)
        self._named = syntax.single_days(text)
        self._holidays_off = syntax.closed_on_holidays(text)
        self._holidays_named = syntax.names_holidays(text)

    def day(self, day: date) -> list[Span]:
        """The spans of a day, from midnight to midnight."""
        begin = datetime.combine(day, time())
        spans = [
            Span(start.replace(tzinfo=self.zone), end.replace(tzinfo=self.zone), self._state(kind, words), words)
            for start, end, kind, words in self._hours.intervals(begin, begin + _DAY)
        ]
        replaced = {HOLIDAY: (OPEN,), CLOSED: (OPEN, ASK)}.get(whole := self._holiday(day), ())
        if any(span.state in replaced for span in spans):
            return [Span(spans[0].begin, spans[-1].end, whole, "")]
        return spans

    def is_open(self, now: datetime) -> bool:
        """Whether it is surely open at ``now`` (aware); quick where it is not."""
        return self._hours.is_open(now.astimezone(self.zone).replace(tzinfo=None)) and self.at(now).state == OPEN

    def at(self, now: datetime) -> Span:
        """The span of the day that ``now`` (aware) lies in."""
        local = now.astimezone(self.zone)
        return next(span for span in reversed(self.day(local.date())) if span.begin <= local)

    def ahead(self, now: datetime, days: int) -> Iterator[Span]:
        """The span of ``now`` and those after it, to the end of the ``days``-th day; those that go on are one."""
        first = self.at(now)
        held = first
        for number in range(days):
            for span in self.day(first.begin.date() + number * _DAY):
                if span.begin <= first.begin:
                    continue
                if (span.state, span.words) == (held.state, held.words):
                    held = held._replace(end=span.end)
                else:
                    yield held
                    held = span
        yield held

    def _state(self, kind: opening_hours.State, words: str) -> str:
        if kind == opening_hours.State.CLOSED:
            return CLOSED
        if kind == opening_hours.State.UNKNOWN:
            return ASK if words else UNKNOWN
        return ASK if words or self._undecided else OPEN

    def _holiday(self, day: date) -> str:
        """What holds all day instead of the ordinary hours, ``""`` when they hold; where sources differ, nobody knows."""
        if not is_holiday(*self._place, day) or {(day.year, day.month, day.day), (0, day.month, day.day)} & self._named:
            return ""
        if self._holidays_off:
            return CLOSED if is_certain(*self._place, day) else HOLIDAY
        return "" if self._holidays_named and is_national(self._place[0], day) else HOLIDAY


def _library(text: str, country: str) -> opening_hours.OpeningHours:
    """The evaluator, in local time, with the holidays of the country where it has them."""
    try:
        return opening_hours.OpeningHours(text, country=country if country in ZONES else None)
    except opening_hours.UnknownCountryError:
        return opening_hours.OpeningHours(text)


@lru_cache(maxsize=8192)
def evaluation(text: str, country: str, longitude: float | None, part: str = "") -> Evaluation | None:
    """The evaluation of hours at a place; ``None`` when the text says none: then nothing is known."""
    return Evaluation(text, country, longitude, part) if says_hours(text) else None
