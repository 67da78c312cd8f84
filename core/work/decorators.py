"""How a room declares a task: `django_tasks.task`, with what our backend adds."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import TYPE_CHECKING, ParamSpec

import django_tasks
from django_tasks.base import Task

from core.work import rhythms
from core.work.queues import BACKEND, QUICK

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

P = ParamSpec("P")

RETRIES = 5


def task(
    *,
    label: "StrOrPromise",
    unique: bool = False,
    retries: int = RETRIES,
    priority: int = 0,
    queue: str = QUICK,
) -> Callable[[Callable[P, None]], Task[P, None]]:
    """Make a function of a module a task; its arguments are JSON: numbers, texts, truth values, lists, dicts.

    `label`: what administrators read. `unique`: of tasks with the same arguments at most one waits and one runs; asking for
    one that waits already is no error and brings it forward to now. `retries`: further tries after an error, at growing
    distances. `priority`: -100 to 100, higher first. `queue`: `LONG` for what takes minutes.
    """
    return django_tasks.task(
        backend=BACKEND, queue_name=queue, priority=priority, label=label, unique=unique, retries=retries
    )


def periodic(
    *,
    label: "StrOrPromise",
    every: timedelta | None = None,
    daily_at: time | None = None,
    retries: int = RETRIES,
    priority: int = 0,
    queue: str = QUICK,
) -> Callable[[Callable[[], None]], Task[[], None]]:
    """Make a function without arguments a task that workers enqueue by themselves: `every` so often, or `daily_at` an hour
    of ``settings.TIME_ZONE``. It is `unique`, and is enqueued once however many workers run; what came due while none ran is
    enqueued once. Raises ValueError unless exactly one of `every` and `daily_at` is given.
    """
    rhythm = rhythms.rhythm(every, daily_at)

    def declare(function: Callable[[], None]) -> Task[[], None]:
        declared = task(label=label, unique=True, retries=retries, priority=priority, queue=queue)(function)
        rhythms.register(declared, rhythm)
        return declared

    return declare
