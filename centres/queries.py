"""Every list of centres the site shows starts here."""

from datetime import date, timedelta

from django.db import models
from django.utils import timezone

CONFIRM_AFTER = timedelta(days=365)
"""A fact nobody confirmed for this long is shown as "to be confirmed"."""


class CentreQuerySet(models.QuerySet):
    """Centres, by who may see them and what is known about them."""

    def public(self) -> "CentreQuerySet":
        """What visitors see: published centres, closed ones included (they say so)."""
        return self.filter(live=True)

    def with_texts(self) -> "CentreQuerySet":
        """With the texts of all languages: one query more, whatever the number of centres."""
        return self.prefetch_related("texts")

    def in_order_of(self, pks: list[int]) -> "list[models.Model]":
        """The centres with these keys, with texts, in this order; two queries."""
        rows = {row.pk: row for row in self.filter(pk__in=pks).select_related("parent").with_texts()}
        return [rows[pk] for pk in pks if pk in rows]

    def to_confirm(self, today: date | None = None) -> "CentreQuerySet":
        """Centres whose facts nobody confirmed during the last twelve months; closed ones have nothing to confirm."""
        limit = (today or timezone.localdate()) - CONFIRM_AFTER
        old = models.Q(checked_on__isnull=True) | models.Q(checked_on__lt=limit)
        return self.filter(old).exclude(status="closed")

    def without_point(self) -> "CentreQuerySet":
        """Centres that cannot be put on the map yet."""
        return self.filter(models.Q(latitude__isnull=True) | models.Q(longitude__isnull=True))


def counts_by_need() -> tuple[int, dict[str, int]]:
    """How many centres the finder lists, and how many answer each need; one query once the table is in memory."""
    from centres.finder.table import current

    table = current()
    columns = table.groups["need"]
    totals = columns.values.sum(axis=1)
    return len(table), {code: int(total) for code, total in zip(columns.codes, totals, strict=True)}
