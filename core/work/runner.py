"""Does jobs."""

import logging
from collections import Counter
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished, task_started

from core.work.backend import WorkBackend, WorkTask, result_of
from core.work.models import Job
from core.work.outcomes import GiveUp, Later, stopping
from core.work.queues import queues
from core.work.recording import back_off, end, put_off
from core.work.vocabularies import Reason, State

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
"""How long a job is left to a worker that gives no sign of life."""


def run_due(worker: str = "at-once", lease: timedelta = LEASE) -> Counter[State]:
    """Do every job that is due, one after the other in this thread; returns how many ended in which state.

    Those that are tried again later count as waiting.
    """
    ended: Counter[State] = Counter()
    for queue in queues():
        while not stopping() and (job := Job.objects.claim(queue, worker, timezone.now(), lease)):
            ended[run(job)] += 1
    return ended


def run(job: Job) -> State:
    """Do a claimed job; returns the state it is in afterwards. Raises DatabaseError when that cannot be written."""
    task = definition(job)
    if task is None:
        return end(job, State.FAILED, Reason.UNKNOWN)
    if job.attempts > task.retries + 1:
        return end(job, State.FAILED, Reason.LOST)
    task_started.send(WorkBackend, task_result=result_of(job, task, TaskResultStatus.RUNNING))
    try:
        with translation.override(None):
            task.call(*job.arguments["args"], **job.arguments["kwargs"])
    except Later as later:
        return put_off(job, timezone.now() + later.delay, attempts=job.attempts - 1)
    except GiveUp as reason:
        state = end(job, State.FAILED, Reason.GAVE_UP, str(reason))
        task_finished.send(WorkBackend, task_result=result_of(job, task, TaskResultStatus.FAILED))
    except (Exception, SystemExit) as error:  # a command called by a task may exit
        detail = f"{type(error).__name__}: {error}"[:500]
        if job.attempts <= task.retries:
            logger.warning("%s failed and is tried again", job, exc_info=True)
            return put_off(job, timezone.now() + back_off(job.attempts), reason=Reason.ERROR, detail=detail)
        state = end(job, State.FAILED, Reason.ERROR, detail)
        task_finished.send(WorkBackend, task_result=result_of(job, task, TaskResultStatus.FAILED))
    else:
        state = end(job, State.DONE)
        task_finished.send(WorkBackend, task_result=result_of(job, task, TaskResultStatus.SUCCESSFUL))
    return state


def definition(job: Job) -> WorkTask | None:
    """The declared task; nothing when this version of the program has none of that name."""
    try:
        task = import_string(job.task)
    except ImportError:
        return None
    return task if isinstance(task, WorkTask) else None
