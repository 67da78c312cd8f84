"""The backend of `django_tasks`: a task that is asked for becomes a row, in the transaction of whoever asks."""

from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from core.work.models import Job

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTask(Task[P, T]):
    """A declared task. See `core.work.task` for what the fields mean."""

    label: "StrOrPromise" = field(compare=False)
    unique: bool = False
    retries: int = 0

    def key(self, arguments: dict[str, Any]) -> str | None:
        """What rows of this task with these arguments have in common; nothing when they may be many."""
        if not self.unique:
            return None
        digest = sha256(dumps(arguments, sort_keys=True).encode()).hexdigest()
        return f"{self.module_path}:{digest[:32]}"


class WorkBackend(BaseTaskBackend):
    """Keeps tasks in `Job`; ``manage.py work`` does them."""

    task_class = WorkTask
    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Write the row. Raises TypeError when an argument is no JSON."""
        self.validate_task(task)
        arguments = normalize_json({"args": args, "kwargs": kwargs})
        job = Job(
            task=task.module_path,
            arguments=arguments,
            key=task.key(arguments) if isinstance(task, WorkTask) else None,
            queue=task.queue_name,
            priority=task.priority,
            due_at=task.run_after or timezone.now(),
        )
        # On a conflict the waiting row is touched, which keeps workers away from it until this transaction ends: whoever
        # then runs it sees what was written here.
        Job.objects.bulk_create(
            [job],
            update_conflicts=job.key is not None,
            update_fields=["due_at"] if job.key else None,
            unique_fields=["key", "state"] if job.key else None,
        )
        result = result_of(job, task, TaskResultStatus.READY)
        task_enqueued.send(type(self), task_result=result)
        return result


def result_of(job: Job, task: Task[P, T], status: TaskResultStatus) -> TaskResult[T]:
    """A job as `django_tasks` describes it to those who listen to its signals."""
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=status,
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=task.backend,
        errors=[],
        worker_ids=[job.worker] if job.worker else [],
    )
