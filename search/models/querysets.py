"""Lists of the search as editors and the results page see them."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce

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
    RECENT: ClassVar[timedelta] = timedelta(days=14)

    def asked(self, today: date) -> models.QuerySet:
        """Searches of the last three months as rows with query, language, `times`, `last_day`, `found` (fewest results),
        `opened` (pages opened from the results) and `some` (1 when some of the words had to do).

        `rising`: how much more often a week they were asked in the last two weeks than in those before.
        """
        recent = models.Q(day__gte=today - self.RECENT)
        weeks, earlier = self.RECENT.days / 7, (self.PERIOD - self.RECENT).days / 7
        times_recent = Coalesce(models.Sum("count", filter=recent), 0)
        return (
            self.filter(day__gte=today - self.PERIOD)
            .values("query", "language")
            .annotate(
                times=models.Sum("count"),
                last_day=models.Max("day"),
                found=models.Min("results"),
                opened=models.Sum("opened"),
                some=models.Max(models.Case(models.When(relaxed=True, then=1), default=0)),
                rising=models.ExpressionWrapper(
                    times_recent / weeks - (models.Sum("count") - times_recent) / earlier,
                    output_field=models.FloatField(),
                ),
            )
            .order_by("-times", "query")
        )
