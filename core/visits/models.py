"""Numbers of visits; nothing in here is about a person."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.visits.querysets import VisitCountQuerySet


class VisitCount(models.Model):
    """How often one thing was opened on a day by readers of one language.

    ``kind`` and ``key`` as in ``core.visits.marks``. After ``DAYS_KEPT`` the days of a month become one row, on its first day.
    """

    DAYS_KEPT: ClassVar[timedelta] = timedelta(days=92)

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=20)
    key = models.BigIntegerField()
    language = models.CharField(_("language"), max_length=10)
    count = models.PositiveIntegerField(_("visits"))

    objects = VisitCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("visits")
        verbose_name_plural = _("visits")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "day", "language"], name="visits_one_count_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="visits_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.day}: {self.count}"


class GatheredBatch(models.Model):
    """A batch whose counts stand in the database: a worker that died before it said so must not count it again."""

    name = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
