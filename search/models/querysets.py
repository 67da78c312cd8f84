"""Lists of the search as editors and the results page see them."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models

from core.privacy import in_public


class PromotedQuerySet(models.QuerySet):
    """Results editors put on top."""

    def shown_in(self, language: str) -> Self:
        """Those for readers of ``language`` whose page, if they lead to one, everybody may see; one query."""
        public = models.Q(page__isnull=True) | in_public("page")
        return (
            self.filter(public, language=language)
            .select_related("page__locale", "page__alias_of__locale")
            .order_by("pk")
        )


class SearchCountQuerySet(models.QuerySet):
    """What was searched."""

    PERIOD: ClassVar[timedelta] = timedelta(days=90)

    def unanswered(self, today: date) -> models.QuerySet:
        """Searches of the last three months that found nothing, as rows with query, language, times and last_day."""
        return (
            self.filter(results=0, day__gte=today - self.PERIOD)
            .values("query", "language")
            .annotate(times=models.Sum("count"), last_day=models.Max("day"))
            .order_by("-times", "query")
        )
