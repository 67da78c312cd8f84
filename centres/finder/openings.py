"""When centres are open: evaluated once per distinct timetable, not once per centre."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from centres import vocabularies as words
from centres.schedule import is_open_at, opens_late, opens_on_saturday, opens_this_week
from centres.special_hours import join
from centres.zones import far_longitude

Value = TypeVar("Value", bound=Hashable)
OpeningKey = tuple[str, str, str, float | None]
_NOBODY_THERE = (words.Status.CLOSED.value, words.Status.SUSPENDED.value, words.Status.PLANNED.value)


class Timetable(NamedTuple):
    """What opening depends on. ``special``: rules of single days; ``longitude`` only where the clock is another."""

    hours: str
    special: str
    country: str
    longitude: float | None

    @property
    def rules(self) -> str:
        """The whole as one OSM expression: what comes later counts."""
        return join(self.hours, self.special)

    def is_open(self, now: datetime) -> bool:
        return bool(self.rules) and is_open_at(self.rules, self.country, self.longitude, now)

    def this_week(self, now: datetime) -> tuple[bool, bool]:
        """Whether the coming Saturday and any coming evening are open, exceptions of single days respected."""
        if not self.special:
            return _usual_week(self.hours)
        return opens_this_week(self.rules, self.country, self.longitude, now)


@lru_cache(maxsize=65_536)
def _usual_week(hours: str) -> tuple[bool, bool]:
    """Whether an ordinary week has a Saturday and an evening."""
    return opens_on_saturday(hours), opens_late(hours)


NEVER = ("", "", "", None)
"""Of centres whose hours nobody knows, and of those where nobody is there."""


def opening_key(hours: str, special: str, country: str, longitude: Any, status: str) -> OpeningKey:
    """The values of the timetable of one centre."""
    if not (hours or special) or status in _NOBODY_THERE:
        return NEVER
    return hours, special, country, far_longitude(country, longitude)


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
    def of(cls, keys: Sequence[OpeningKey]) -> "Openings":
        """One entry per centre, in the order given."""
        different, numbers = distinct(keys)
        return cls([Timetable(*key) for key in different], numbers)

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
