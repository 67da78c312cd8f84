"""What waits to be indexed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.interface import Key


class IndexTask(models.Model):
    """One changed object that one index does not know yet. `engine` is the name of that index (`SEARCH_ENGINES`)."""

    engine = models.CharField(max_length=20, default="embedded")
    source = models.CharField(max_length=50)
    object_id = models.CharField(max_length=64)
    created = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("index task")
        verbose_name_plural = _("index tasks")
        indexes = [models.Index(fields=["engine", "not_before"], name="search_index_task_due")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"

    @property
    def key(self) -> Key:
        """The object concerned."""
        return self.source, self.object_id


class IndexVersion(models.Model):
    """Hands out numbers that grow, whoever asks: who takes one before reading an object read it later than any lower one."""

    class Meta:
        verbose_name = _("index version")
        verbose_name_plural = _("index versions")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def next(cls) -> int:
        """Return a number higher than any before; two queries."""
        number = cls.objects.create().pk
        cls.objects.filter(pk__lt=number).delete()
        return number
