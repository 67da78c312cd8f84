"""The time numbers are told of: everything, one year, or from one month to another."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from core import params

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def month_name(day: date) -> str:
    """``March 2026`` in the active language."""
    return date_format(day, "YEAR_MONTH_FORMAT")


class PeriodError(ValueError):
    """What was asked for is no time; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Period:
    """From one month to another, both as their first day and both counted; ``None``: however long ago, or until now."""

    first: date | None = None
    last: date | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.first is None and self.last is None

    @property
    def year(self) -> int | None:
        """The year it is, ``None`` when it is none or several."""
        if self.first and self.last and self == Period.of_year(self.first.year):
            return self.first.year
        return None

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 1))

    def inside(self) -> Q:
        """The condition for ``month``."""
        found = Q()
        if self.first:
            found &= Q(month__gte=self.first)
        if self.last:
            found &= Q(month__lte=self.last)
        return found

    def holds_year(self, year: int, today: date) -> bool:
        """Whether the whole year lies within, as far as it is over."""
        begun = self.first is None or self.first <= date(year, 1, 1)
        last = min(date(year, 12, 1), today.replace(day=1))
        return begun and (self.last is None or self.last >= last)

    def holds_a_year(self, today: date) -> bool:
        """Whether any whole year lies within."""
        return any(self.holds_year(year, today) for year in range(FIRST_YEAR, LAST_YEAR + 1))

    def __str__(self) -> str:
        """In words of the active language."""
        if self.is_all:
            return gettext("All years")
        if self.year:
            return str(self.year)
        first, last = (month_name(day) if day else "" for day in (self.first, self.last))
        if first == last:
            text = first
        elif first and last:
            text = gettext("%(first)s to %(last)s") % {"first": first, "last": last}
        elif first:
            text = gettext("Since %(month)s") % {"month": first}
        else:
            text = gettext("Until %(month)s") % {"month": last}
        return capfirst(text)

    def query(self) -> str:
        """As the end of an address, ``""`` for everything."""
        if self.year:
            return f"?year={self.year}"
        parts = [f"{name}={day:%Y-%m}" for name, day in (("from", self.first), ("to", self.last)) if day]
        return f"?{'&'.join(parts)}" if parts else ""


def asked(request: HttpRequest) -> Period:
    """The period of ``?year=2026`` or ``?from=2025-01&to=2026-03``; everything without them. Raises PeriodError."""
    if year := params.text(request, "year", 20):
        if not year.isascii() or not year.isdigit() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise PeriodError(gettext("“%(text)s” is no year. Write four digits, such as 2026.") % {"text": year})
        return Period.of_year(int(year))
    first, last = _month(params.text(request, "from", 20)), _month(params.text(request, "to", 20))
    if first and last and first > last:
        raise PeriodError(gettext("The first month comes after the last one. Choose them the other way round."))
    return Period(first, last)


def _month(text: str) -> date | None:
    if not text:
        return None
    match = _MONTH.fullmatch(text)
    if match and text.isascii() and FIRST_YEAR <= int(match[1]) <= LAST_YEAR and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    raise PeriodError(
        gettext("“%(text)s” is no month. Write the year and the month in digits, such as 2026-03.") % {"text": text}
    )
