"""What was counted, by month."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone


class FactQuerySet(models.QuerySet):
    """Sums of what was counted."""

    def sums(self, inside: Q) -> models.QuerySet:
        """``(figure, row, column, year, number inside, number)``; one row for each year."""
        return (
            self.order_by()
            .values_list("figure", "row", "column", "year")
            .annotate(inside=Sum("number", filter=inside, default=0), whole=Sum("number"))
        )

    def top(self, inside: Q, number: int) -> list[tuple[str, str, int]]:
        """``(row, column, number)`` of the rows with the most."""
        rows = self.filter(inside).order_by().values_list("row", "column").annotate(total=Sum("number"))
        return list(rows.order_by("-total", "row")[:number])

    def replaced(self, figure: str, since: date | None) -> "FactQuerySet":
        """What a new count of a figure takes the place of."""
        found = self.filter(figure=figure)
        return found.filter(month__gte=since) if since else found

    def of(self, figures: Collection[str]) -> "FactQuerySet":
        """Those of these figures."""
        return self.filter(figure__in=figures)


class Fact(models.Model):
    """So many in a month, whose first day ``month`` is. ``figure``, ``row``, ``column``: codes (``core.figures.registry``).

    Exact, also where few people are meant: it is told through ``core.figures.releasing`` only.
    """

    figure = models.CharField(max_length=30)
    month = models.DateField()
    year = models.PositiveSmallIntegerField(editable=False)
    """Of the month: sums by year would work it out for every row."""
    row = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=60, blank=True)
    number = models.PositiveBigIntegerField()

    objects = FactQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["figure", "month", "row", "column"], name="figures_one_fact")]

    def __str__(self) -> str:
        return f"{self.figure} {self.month}: {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever creates many at once tells the year as well."""
        self.year = self.month.year
        super().save(*args, **kwargs)


class Counting(models.Model):
    """When a figure was counted last."""

    figure = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.figure
