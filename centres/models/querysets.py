"""Every list of centres the site shows starts here."""

from datetime import date

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from centres.fields.partial_dates import months_before
from centres.vocabularies import NOBODY_THERE, ReviewInterval, Status


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
        rows = {row.pk: row for row in self.filter(pk__in=pks).select_related("parent", "organisation").with_texts()}
        return [rows[pk] for pk in pks if pk in rows]

    def to_confirm(self, today: date | None = None) -> "CentreQuerySet":
        """Centres whose last check is older than their review interval; closed ones have nothing to confirm."""
        today = today or timezone.localdate()
        limit = Case(
            *(When(review_months=months, then=Value(months_before(today, months))) for months in ReviewInterval.values),
            default=Value(months_before(today, ReviewInterval.YEAR)),
            output_field=models.DateField(),
        )
        old = Q(checked_on__isnull=True) | Q(checked_on__lt=limit)
        return self.filter(old).exclude(status=Status.CLOSED)

    def without_point(self) -> "CentreQuerySet":
        """Centres that cannot be put on the map yet."""
        return self.filter(Q(latitude__isnull=True) | Q(longitude__isnull=True))

    def without_hours(self) -> "CentreQuerySet":
        """Centres one could go to, if one knew when."""
        return self.filter(hours="").exclude(status__in=NOBODY_THERE)

    def unverified(self) -> "CentreQuerySet":
        """Centres of which a source leaves something open: the status, or a fact named as not verified."""
        return self.filter(Q(status=Status.UNVERIFIED) | ~Q(unverified=[])).exclude(status=Status.CLOSED)
