"""Lets one process at a time work on an import, and another go on when it has died."""

import secrets
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from centres.models import Import
from centres.models.imports import STALE_AFTER, WORKING

HALTED = "halted"
"""Stands where the worker's name would be when somebody stopped the import."""


class LeaseLostError(Exception):
    """Somebody stopped this import, or another process works on it now."""


class Lease:
    """The right to work on one import. Each sign of life is also the proof that it still holds."""

    def __init__(self, batch: Import, worker: str) -> None:
        self.batch = batch
        self.worker = worker

    @classmethod
    def take(cls, batch: Import) -> "Lease | None":
        """The lease, or ``None`` when another process holds it."""
        worker = secrets.token_hex(8)
        stale = timezone.now() - timedelta(seconds=STALE_AFTER)
        free = Q(worker="") | Q(heartbeat__isnull=True) | Q(heartbeat__lt=stale)
        taken = Import.objects.filter(free, pk=batch.pk, state__in=WORKING)
        if not taken.exclude(worker=HALTED).update(worker=worker, heartbeat=timezone.now()):
            return None
        batch.refresh_from_db()
        return cls(batch, worker)

    def keep(self, **values: Any) -> None:
        """A sign of life, together with what is known by now. Raises LeaseLostError when the lease is gone."""
        self._write(heartbeat=timezone.now(), **values)

    def end(self, **values: Any) -> None:
        """Gives the lease back with the last values."""
        self._write(heartbeat=None, worker="", **values)

    def _write(self, **values: Any) -> None:
        if not Import.objects.filter(pk=self.batch.pk, worker=self.worker).update(**values):
            raise LeaseLostError
        for name, value in values.items():
            setattr(self.batch, name, value)


def halt(batch: Import) -> None:
    """Stops whoever works on it at the next batch."""
    Import.objects.filter(pk=batch.pk, state__in=WORKING).update(worker=HALTED, heartbeat=None)
