"""Counts every figure anew; the worker does it each night."""

import logging
from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone

from core.figures.models import Counting, Fact
from core.figures.registry import Figure, figures

logger = logging.getLogger(__name__)


class FiguresError(Exception):
    """Some figures could not be counted; they stay as they were."""


def count_all() -> None:
    """Counts all figures. One that fails holds up no other. Raises FiguresError when some did."""
    failed = []
    for figure in figures():
        try:
            _count(figure, timezone.localdate())
        except Exception:
            logger.exception("The figure %s could not be counted", figure.code)
            failed.append(figure.code)
    known = [figure.code for figure in figures()]
    Fact.objects.exclude(figure__in=known).delete()
    Counting.objects.exclude(figure__in=known).delete()
    if failed:
        raise FiguresError(", ".join(failed))


@transaction.atomic
def _count(figure: Figure, today: date) -> None:
    since = figure.known_since(today) if figure.known_since else None
    numbers: Counter[tuple[date, str, str]] = Counter()
    for month, row, column, number in figure.count():
        if number and (since is None or month >= since):
            numbers[month, row, column] += number
    Fact.objects.replaced(figure.code, since).delete()
    facts = [
        Fact(figure=figure.code, month=month, year=month.year, row=row, column=column, number=number)
        for (month, row, column), number in numbers.items()
    ]
    Fact.objects.bulk_create(facts, batch_size=500)
    Counting.objects.update_or_create(figure=figure.code, defaults={"at": timezone.now()})
