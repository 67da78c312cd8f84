"""Keeps what became of a job. A worker writes only on jobs it still holds."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.work.models import Job
from core.work.vocabularies import Reason, State

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many failed tries: 15 seconds, 30, 60 … at most an hour."""
    return min(_FIRST_WAIT * 2 ** min(attempts - 1, 10), _LONGEST_WAIT)


def end(job: Job, state: State, reason: Reason = Reason.NONE, detail: str = "") -> State:
    """The job is finished."""
    job.finished_at = timezone.now()
    Job.objects.filter(pk=job.pk).held_by(job.worker).update(
        state=state, key=None, due_at=None, finished_at=job.finished_at, reason=reason, detail=detail[:500]
    )
    return state


def put_off(job: Job, due_at: datetime, **changes: Any) -> State:
    """The job runs again from `due_at` on; a twin that was asked for meanwhile takes its place."""
    held = Job.objects.filter(pk=job.pk).held_by(job.worker)
    try:
        with transaction.atomic():
            held.update(state=State.WAITING, due_at=due_at, **changes)
    except IntegrityError:
        held.delete()
    return State.WAITING


def hand_back(worker: str) -> int:
    """Let other workers take at once what `worker` has begun and cannot finish; returns the number of jobs."""
    return Job.objects.held_by(worker).update(due_at=timezone.now(), attempts=F("attempts") - 1)


def try_again(job: Job, key: str | None) -> bool:
    """Enqueue a failed job anew; False when it is not failed any more or its twin waits already."""
    failed = Job.objects.filter(pk=job.pk, state=State.FAILED)
    try:
        with transaction.atomic():
            return bool(
                failed.update(
                    state=State.WAITING,
                    key=key,
                    due_at=timezone.now(),
                    attempts=0,
                    finished_at=None,
                    reason=Reason.NONE,
                    detail="",
                )
            )
    except IntegrityError:
        return False
