"""What is to be done, what is done again and again, and who does it."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work.querysets import JobQuerySet
from core.work.vocabularies import Reason, State


class Job(models.Model):
    """One task that was asked for.

    A job is held by a lease: while it runs, its worker moves `due_at` ahead; if the worker dies, `due_at` comes and another
    worker takes the job.
    """

    task = models.CharField(_("task"), max_length=200)
    arguments = models.JSONField(_("arguments"))
    key = models.CharField(max_length=255, null=True, editable=False)
    """Equal for jobs of which one is enough; empty for others and once it is finished."""
    queue = models.CharField(max_length=32)
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    """When a worker may take it: waiting, its start or next try; running, the end of the lease; finished, never."""
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    worker = models.CharField(max_length=64, blank=True)
    enqueued_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, default=Reason.NONE, blank=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(fields=["key", "state"], name="work_job_one_per_key_and_state")]
        indexes = [models.Index(fields=["queue", "due_at"], name="work_job_due")]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"


class Schedule(models.Model):
    """When a periodic task is enqueued next."""

    task = models.CharField(max_length=200, unique=True)
    next_run = models.DateTimeField()

    def __str__(self) -> str:
        return self.task


class Sign(models.Model):
    """The sign of life of a worker."""

    FRESH: ClassVar[timedelta] = timedelta(minutes=1)
    """A worker that gave no sign for longer does not run."""

    worker = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    stopped = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.worker
