"""When centres are open: evaluated once per distinct timetable, not once per centre."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import numpy as np

from centres.opening.regional_holidays import part_of
from centres.opening.rules import join
from centres.opening.schedule import is_open_at, opens_this_week
from centres.opening.zones import far_longitude
from centres.vocabularies import NOBODY_THERE

Value = TypeVar("Value", bound=Hashable)


class Timetable(NamedTuple):
    """What opening depends on: the weekly ``hours``, and the rules of ``special`` days.

    ``longitude`` only where the clock is another than the capital's; ``part``: code of the part of the country whose
    holidays count.
    """

    hours: str
    special: str
    country: str
    longitude: float | None
    part: str = ""

    def is_open(self, now: datetime) -> bool:
        return bool(self.hours) and is_open_at(self._rules, self.country, self.longitude, now, self.part)

    def this_week(self, now: datetime) -> tuple[bool, bool]:
        """Whether the coming Saturday and any coming evening are open: that week itself, not an ordinary one."""
        if not self.hours:
            return False, False
        return opens_this_week(self._rules, self.country, self.longitude, now, self.part)

    @property
    def _rules(self) -> str:
        return join(self.hours, self.special)


_NEVER = Timetable("", "", "", None)
"""Of centres whose hours nobody knows, and of those where nobody is there."""
_NOBODY_THERE = frozenset(status.value for status in NOBODY_THERE)


def timetable(hours: str, special: str, country: str, longitude: Any, region: str, city: str, status: str) -> Timetable:
    """The timetable of one centre; what does not matter is left out, so that few differ."""
    if not hours or status in _NOBODY_THERE:
        return _NEVER
    return Timetable(hours, special, country, far_longitude(country, longitude), part_of(country, region, city))


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
    def of(cls, timetables: Sequence[Timetable]) -> "Openings":
        """One entry per centre, in the order given. Centres of different towns may share a timetable."""
        return cls(*distinct(timetables))

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
