"""What waits to be indexed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.interface import Key


class IndexTask(models.Model):
    """One changed object that the index does not know yet."""

    source = models.CharField(max_length=50)
    object_id = models.CharField(max_length=64)
    created = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("index task")
        verbose_name_plural = _("index tasks")
        indexes = [models.Index(fields=["not_before"], name="search_index_task_due")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"

    @property
    def key(self) -> Key:
        """The object concerned."""
        return self.source, self.object_id
