"""How numbers are told, so that nobody is found in them.

A number of people is *released* once for each calendar year and cell: nought and five or more as they are, one to four as "fewer
than 5". Whatever else is told of people (several years, sums of rows and columns) is made of these released numbers alone, never of
the exact ones: it can therefore say nothing they do not say, and no difference of two of them brings back a hidden one. Where a hidden
one is part of a sum, it counts as one and the sum reads "at least". Parts of a year are not told, because a longer part less
a shorter one would be such a difference; and a figure of people has one breakdown only, for two of the same people could be
taken from one another. Numbers of things are told as they are.

``tests/core/figures`` changes hidden numbers at random and finds every table and file unchanged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.formats import number_format
from django.utils.translation import gettext

FEW = 5
"""Fewer people than this are not told."""


class Told(Enum):
    """How much of a number is told."""

    EXACT = "exact"
    FEWER = "fewer"
    LEAST = "least"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is told: ``value`` exactly, fewer than ``value``, or at least ``value``."""

    value: int
    told: Told = Told.EXACT

    def __str__(self) -> str:
        """In words of the active language, thousands apart as it writes them."""
        figure = number_format(self.value, use_l10n=True, force_grouping=True)
        if self.told is Told.FEWER:
            return gettext("fewer than %(number)s") % {"number": figure}
        return gettext("at least %(number)s") % {"number": figure} if self.told is Told.LEAST else figure

    @property
    def plain(self) -> str:
        """For programs: ``12``, ``<5``, ``>=12``."""
        return {Told.EXACT: "", Told.FEWER: "<", Told.LEAST: ">="}[self.told] + str(self.value)


NOUGHT = Number(0)
_HIDDEN = Number(FEW, Told.FEWER)


def released(number: int) -> Number:
    """A number of people of one cell and year."""
    return _HIDDEN if 0 < number < FEW else Number(number)


def together(numbers: Iterable[Number]) -> Number:
    """The sum of told numbers, as much of it as they tell."""
    parts = [one for one in numbers if one != NOUGHT]
    if len(parts) == 1:
        return parts[0]
    total = sum(1 if one.told is Told.FEWER else one.value for one in parts)
    return Number(total, Told.EXACT if all(one.told is Told.EXACT for one in parts) else Told.LEAST)
