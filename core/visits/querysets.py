"""Sums of visits."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, Self

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.formats import number_format

DAYS = 30
"""Of "the last days", here and in the time they are compared with."""
AT_ONCE = 500


class Cell(NamedTuple):
    """What one row counts."""

    day: date
    kind: str
    key: int
    language: str


class Lately(NamedTuple):
    """Visits of the last ``DAYS`` days, and of as many before."""

    now: int
    before: int

    @property
    def change(self) -> int:
        """More, or less when below nought."""
        return self.now - self.before

    @property
    def change_said(self) -> str:
        """With its sign: ``+1,200``, ``−3``, ``0``."""
        number = number_format(abs(self.change), force_grouping=True)
        return number if not self.change else f"{'+' if self.change > 0 else '−'}{number}"

    @property
    def now_said(self) -> str:
        """Thousands apart as the active language writes them."""
        return number_format(self.now, force_grouping=True)


class VisitCountQuerySet(models.QuerySet):
    """Visits by day; those of long ago stand on the first of their month."""

    def between(self, first: date | None, last: date | None) -> Self:
        """From one day to another, both counted; ``None``: however long ago, or until now."""
        found = self.filter(day__gte=first) if first else self
        return found.filter(day__lte=last) if last else found

    def of(self, kind: str, keys: Iterable[int]) -> Self:
        """Those of these things."""
        return self.filter(kind=kind, key__in=list(keys))

    def lately(self, kind: str, keys: Iterable[int], today: date) -> dict[int, Lately]:
        """By key; things without any visit are left out. One query. Today is no whole day and not counted."""
        begin = today - timedelta(days=DAYS)
        rows = (
            self.of(kind, keys)
            .between(begin - timedelta(days=DAYS), today - timedelta(days=1))
            .order_by()
            .values_list("key")
            .annotate(
                now=Coalesce(Sum("count", filter=Q(day__gte=begin)), 0),
                before=Coalesce(Sum("count", filter=Q(day__lt=begin)), 0),
            )
        )
        return {key: Lately(now, before) for key, now, before in rows}

    def by_thing(self) -> models.QuerySet:
        """Rows with ``kind``, ``key`` and ``times``, the most visited first."""
        return self.order_by().values("kind", "key").annotate(times=Sum("count")).order_by("-times", "kind", "key")

    def by_month(self) -> models.QuerySet:
        """``(month, kind, key, language, times)``, in no order."""
        return (
            self.annotate(month=TruncMonth("day"))
            .order_by()
            .values_list("month", "kind", "key", "language")
            .annotate(times=Sum("count"))
        )

    def add_up(self, counts: Mapping[Cell, int]) -> None:
        """Adds these to what is there. To be called within a transaction."""
        cells = list(counts)
        for start in range(0, len(cells), AT_ONCE):
            self._add_some({cell: counts[cell] for cell in cells[start : start + AT_ONCE]})

    def _add_some(self, counts: Mapping[Cell, int]) -> None:
        near = self.filter(day__in={cell.day for cell in counts}, key__in={cell.key for cell in counts})
        known = {Cell(row.day, row.kind, row.key, row.language): row for row in near}
        there = [known[cell] for cell in counts if cell in known]
        for cell in counts:
            if cell in known:
                known[cell].count = F("count") + counts[cell]
        self.bulk_update(there, ["count"], batch_size=AT_ONCE)
        self.bulk_create(
            [self.model(**cell._asdict(), count=count) for cell, count in counts.items() if cell not in known]
        )
