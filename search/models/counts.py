"""What was searched, how often, and how much was found."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.querysets import SearchCountQuerySet


class SearchCount(models.Model):
    """How often something was searched on a day, and how much was found. Says nothing about who searched."""

    KEPT: ClassVar[timedelta] = timedelta(days=365)

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(_("search"), max_length=100)
    count = models.PositiveIntegerField(_("searches"), default=1)
    results = models.PositiveIntegerField(_("results"), default=0)
    opened = models.PositiveIntegerField(_("pages opened from the results"), default=0)
    relaxed = models.BooleanField(_("with some of the words only"), default=False)

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "query"], name="search_count_once_a_day"),
        ]
        indexes = [models.Index(fields=["results", "day"], name="search_count_unanswered")]

    def __str__(self) -> str:
        return self.query

    @classmethod
    def forget_old(cls, today: date) -> int:
        """Delete what is older than a year; returns the number of rows."""
        return cls.objects.filter(day__lt=today - cls.KEPT).delete()[0]
