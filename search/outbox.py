"""Works off the outbox: brings the index up to date with what has changed.

A row says that an object changed, not how: working it off reads the object as it is
then, so rows may come twice or late.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import models
from django.utils import timezone

from search.engines import get_engine
from search.interface import Document, EngineBusyError, EngineError, Key
from search.models import IndexTask
from search.sources import documents, sources

logger = logging.getLogger(__name__)

_BATCH = 200
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Drained:
    """What a run did: objects brought up to date, and rows still waiting."""

    done: int
    waiting: int


def drain() -> Drained:
    """Bring the index up to date with every due row. An engine that fails leaves the rows waiting; nothing is raised."""
    done = 0
    while tasks := list(IndexTask.objects.filter(not_before__lte=timezone.now()).order_by("pk")[:_BATCH]):
        outcome = _work_off(tasks)
        if outcome == "busy":
            break
        done += len({task.key for task in tasks}) if outcome == "done" else 0
    return Drained(done, IndexTask.objects.count())


def _work_off(tasks: list[IndexTask]) -> Literal["done", "failed", "busy"]:
    keys = list(dict.fromkeys(task.key for task in tasks))
    try:
        # Documents are read while the engine holds its write lock, so that of two workers the later one reads later.
        get_engine().replace(keys, _documents_of(keys))
    except EngineBusyError:
        return "busy"
    except EngineError as error:
        logger.warning("%d changes wait for the search engine: %s", len(keys), error)
        _put_off(tasks, error)
        return "failed"
    except Exception as error:
        if len(keys) > 1:
            # One object that cannot be read must not hold up the others.
            outcomes = [_work_off([task for task in tasks if task.key == key]) for key in keys]
            return "busy" if "busy" in outcomes else "done"
        logger.exception("%s %s cannot be indexed", *keys[0])
        _put_off(tasks, error)
        return "failed"
    IndexTask.objects.filter(pk__in=[task.pk for task in tasks]).delete()
    return "done"


def _documents_of(keys: Iterable[Key]) -> Iterator[Document]:
    known = sources()
    pks: dict[str, list[str]] = {}
    for name, pk in keys:
        pks.setdefault(name, []).append(pk)
    for name, wanted in pks.items():
        if name in known:
            yield from known[name].documents(wanted)


def _put_off(tasks: list[IndexTask], error: Exception) -> None:
    """Try again later: after one minute, two, four … at most an hour."""
    attempts = max(task.attempts for task in tasks)
    wait = min(timedelta(minutes=2**attempts), _LONGEST_WAIT) if attempts < 10 else _LONGEST_WAIT
    IndexTask.objects.filter(pk__in=[task.pk for task in tasks]).update(
        attempts=models.F("attempts") + 1,
        not_before=timezone.now() + wait,
        error=f"{type(error).__name__}: {error}"[:500],
    )


def rebuild() -> int:
    """Make the index anew from all sources; returns the number of documents. Raises EngineError."""
    last = IndexTask.objects.aggregate(last=models.Max("pk"))["last"] or 0
    count = get_engine().rebuild(documents())
    IndexTask.objects.filter(pk__lte=last).delete()
    IndexTask.objects.update(not_before=timezone.now())
    drain()
    return count
