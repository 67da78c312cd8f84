"""Which jobs: every list of them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef

from core.work.vocabularies import State


class JobQuerySet(models.QuerySet):
    """Jobs by what may be done with them."""

    def due(self, now: datetime, queue: str) -> Self:
        """Those a worker may take, first things first: waiting ones whose time has come, and running ones whose worker has
        not been heard of. Of jobs with one key a second does not start while the first runs.
        """
        twin = self.model.objects.filter(key=OuterRef("key"), state=State.RUNNING).exclude(pk=OuterRef("pk"))
        return (
            self.filter(queue=queue, due_at__lte=now)
            .exclude(Exists(twin))
            .order_by(F("priority").desc(), "due_at", "pk")
        )

    def held_by(self, worker: str) -> Self:
        """Those a worker runs."""
        return self.filter(worker=worker, state=State.RUNNING)

    def claim(self, queue: str, worker: str, now: datetime, lease: timedelta) -> Any | None:
        """Take the next job of a queue for `worker` until `now` + `lease`; nothing when none is due."""
        if not self.filter(queue=queue, due_at__lte=now).exists():  # an idle worker asks little and takes no lock
            return None
        with transaction.atomic():
            job = self.due(now, queue).select_for_update(skip_locked=True).first()
            if job is None:
                return None
            job.state, job.worker, job.started_at, job.due_at = State.RUNNING, worker, now, now + lease
            job.attempts += 1
            job.save(update_fields=["state", "worker", "started_at", "due_at", "attempts"])
        return job
