"""Writes what the processes have counted into the database, each batch once; later, days become months."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from core.visits.models import GatheredBatch, VisitCount
from core.visits.querysets import Cell
from core.visits.tally import KEPT, LAST, name_of

READ = "visits/read"
SLACK = 200
"""Numbers that are looked at once more: a process may take one and put its batch there a moment later."""
AT_ONCE = 1_000
"""Batches of one transaction."""


class Batch(NamedTuple):
    """One batch as it stands in the shared cache."""

    number: int
    name: str
    counts: list[list[Any]]


def gather() -> int:
    """Takes up every batch there is; returns the number of visits written. May be stopped anywhere and run again."""
    shared = caches["shared"]
    last, written, waiting = shared.get(LAST) or 0, 0, list[Batch]()
    for batch in _batches(last):
        waiting.append(batch)
        if len(waiting) == AT_ONCE:
            written, waiting = written + _take_up(waiting), []
    written += _take_up(waiting)
    if last:
        shared.set(READ, last, None)
    return written


def _batches(last: int) -> Iterator[Batch]:
    shared = caches["shared"]
    read = shared.get(READ) or 0
    begin = max(0, read - SLACK) if read <= last else 0  # the cache was emptied, and counts from the beginning
    for number in range(begin + 1, last + 1):
        found = shared.get(name_of(number))
        if found:
            yield Batch(number, found["name"], found["counts"])


def _take_up(batches: list[Batch]) -> int:
    with transaction.atomic():
        names = [batch.name for batch in batches]
        known = set(GatheredBatch.objects.filter(name__in=names).values_list("name", flat=True))
        new = [batch for batch in batches if batch.name not in known]
        # Another worker that took up one of these at the same time makes this fail here, before anything is counted twice.
        GatheredBatch.objects.bulk_create([GatheredBatch(name=batch.name) for batch in new])
        counts: Counter[Cell] = Counter()
        for batch in new:
            for day, kind, key, language, count in batch.counts:
                counts[Cell(date.fromisoformat(day), kind, key, language)] += count
        VisitCount.objects.add_up(counts)
    caches["shared"].delete_many([name_of(batch.number) for batch in batches])
    return sum(counts.values())


def sum_up(today: date) -> None:
    """Makes one row a thing and language of each month whose last day is longer ago than ``VisitCount.DAYS_KEPT``."""
    limit = (today - VisitCount.DAYS_KEPT).replace(day=1)
    days = VisitCount.objects.filter(day__lt=limit).exclude(day__day=1)
    months = sorted(set(days.order_by().annotate(month=TruncMonth("day")).values_list("month", flat=True)))
    for month in months:
        _sum_up(month)


@transaction.atomic
def _sum_up(month: date) -> None:
    following = (month + timedelta(days=32)).replace(day=1)
    rows = VisitCount.objects.filter(day__gt=month, day__lt=following)
    sums = rows.order_by().values_list("kind", "key", "language").annotate(times=Sum("count"))
    VisitCount.objects.add_up({Cell(month, kind, key, language): times for kind, key, language, times in sums})
    rows.delete()


def forget_batches() -> None:
    """Forgets the names of batches that the shared cache has long forgotten."""
    GatheredBatch.objects.filter(at__lt=timezone.now() - timedelta(seconds=KEPT, days=1)).delete()
