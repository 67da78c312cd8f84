"""When centres are open: evaluated once per distinct timetable, not once per centre."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from centres.opening.regional_holidays import part_of
from centres.opening.rules import closed_on_holidays, effective
from centres.opening.schedule import is_open_at, opens_late, opens_on_saturday, opens_this_week
from centres.opening.zones import far_longitude
from centres.vocabularies import NOBODY_THERE

Value = TypeVar("Value", bound=Hashable)


@lru_cache(maxsize=65_536)
def _usual_week(hours: str) -> tuple[bool, bool]:
    """Whether an ordinary week has a Saturday and an evening."""
    return opens_on_saturday(hours), opens_late(hours)


class Timetable(NamedTuple):
    """What opening depends on: the weekly ``hours``, and all ``rules`` with holidays and exceptions of single days.

    ``longitude`` only where the clock is another than the capital's.
    """

    hours: str
    rules: str
    country: str
    longitude: float | None

    def is_open(self, now: datetime) -> bool:
        return bool(self.rules) and is_open_at(self.rules, self.country, self.longitude, now)

    def this_week(self, now: datetime) -> tuple[bool, bool]:
        """Whether the coming Saturday and any coming evening are open, exceptions of single days respected."""
        if self.rules == self.hours:
            return _usual_week(self.hours)
        return opens_this_week(self.rules, self.country, self.longitude, now)


class Situation(NamedTuple):
    """The facts of one centre that a timetable is made of.

    ``special``: its days with other hours; ``part``: code of the part of the country whose holidays it keeps.
    """

    hours: str
    special: str
    country: str
    longitude: float | None
    part: str

    def timetable(self) -> Timetable:
        # A code names the part as well as its region or town does.
        rules = effective(self.hours, self.country, self.part, self.part, self.special) if self.hours else ""
        return Timetable(self.hours, rules, self.country, self.longitude)


_NEVER = ("", "", "", None, "")
"""Of centres whose hours nobody knows, and of those where nobody is there."""
_NOBODY_THERE = frozenset(status.value for status in NOBODY_THERE)
_holidays_count = lru_cache(maxsize=65_536)(closed_on_holidays)


def situation(
    hours: str, special: str, country: str, longitude: Any, region: str, city: str, status: str
) -> tuple[str, str, str, float | None, str]:
    """The values of a ``Situation``; what does not matter is left out, so that few differ."""
    if not hours or status in _NOBODY_THERE:
        return _NEVER
    part = part_of(country, region, city) if _holidays_count(hours) else ""
    return hours, special, country, far_longitude(country, longitude), part


def distinct(values: Sequence[Value]) -> tuple[list[Value], np.ndarray]:
    """The different values, and for each value its number among them."""
    different = list(dict.fromkeys(values))
    number = {value: position for position, value in enumerate(different)}
    return different, np.fromiter(map(number.__getitem__, values), dtype=np.int32, count=len(values))


@dataclass(slots=True)
class Openings:
    """``numbers`` has one entry per centre: which of ``timetables`` is its own."""

    timetables: list[Timetable]
    numbers: np.ndarray

    @classmethod
    def of(cls, situations: Sequence[tuple[Any, ...]]) -> "Openings":
        """One entry per centre, in the order given. Centres of different towns may share a timetable."""
        different, numbers = distinct(situations)
        timetables, shared = distinct([Situation(*values).timetable() for values in different])
        return cls(timetables, shared[numbers])

    def each(self, verdicts: list[bool]) -> np.ndarray:
        """A verdict per timetable, spread over the centres."""
        return np.array(verdicts, dtype=bool)[self.numbers] if verdicts else np.zeros(len(self.numbers), dtype=bool)

    def open_at(self, now: datetime) -> np.ndarray:
        """Which centres are open; shape (centres,)."""
        return self.each([one.is_open(now) for one in self.timetables])

    def this_week(self, now: datetime) -> np.ndarray:
        """Which centres open on the coming Saturday, and which on a coming evening; shape (2, centres)."""
        verdicts = [one.this_week(now) for one in self.timetables]
        return np.stack([self.each([verdict[number] for verdict in verdicts]) for number in (0, 1)])
