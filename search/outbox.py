"""Works off the outbox: brings every index up to date with what has changed.

A row says that an object changed, not how: working it off reads the object as it is then, so rows may come twice or late,
and several workers may do so at once. Each takes a number before it reads (`IndexVersion`) and after it saw the rows; an
index never replaces what came with a higher number. Whoever saw the last row of an object therefore wins.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import models
from django.utils import timezone

from search.engines import Engine, get_engine
from search.interface import Change, Document, EngineError, Health, Key, Outcome, Verdict
from search.models import IndexTask, IndexVersion
from search.sources import documents, sources

logger = logging.getLogger(__name__)

_BATCH = 200
_RETRY = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Drained:
    """What a run did: objects brought up to date in some index, and rows still waiting."""

    done: int
    waiting: int


def drain() -> Drained:
    """Bring every index up to date with every due row; nothing is raised.

    An index that does not answer leaves its rows waiting and holds up no other.
    """
    # The fallback first: it is here, and waits for nobody.
    done = sum(_drain(engine) for engine in reversed(get_engine().members().values()))
    return Drained(done, waiting().count())


def waiting() -> models.QuerySet[IndexTask]:
    """Rows that wait for an index in use."""
    return IndexTask.objects.filter(engine__in=get_engine().members())


def lag_seconds(engine: str) -> float:
    """Age of the oldest change that waits for an index; 0 when none does. One query."""
    oldest = IndexTask.objects.filter(engine=engine).aggregate(oldest=models.Min("created"))["oldest"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0


def health() -> Health:
    """Say how the search is, and how far each index lags behind; never raises EngineError."""
    state = get_engine().health()
    parts = tuple(replace(part, lag_seconds=lag_seconds(part.engine)) for part in state.parts)
    return replace(state, lag_seconds=lag_seconds(state.engine), parts=parts)


def _drain(engine: Engine) -> int:
    due = IndexTask.objects.filter(engine=engine.name, not_before__lte=timezone.now()).order_by("pk")
    done = 0
    while tasks := list(due[:_BATCH]):
        try:
            done += _work_off(engine, tasks)
        except EngineError as error:
            # It is the engine's fault, not the rows': they stay due, and the next run finds out whether it is well again.
            logger.warning("%d changes wait for the search engine %s: %s", len(tasks), engine.name, error)
            IndexTask.objects.filter(pk=tasks[0].pk).update(error=f"{type(error).__name__}: {error}"[:500])
            break
    return done


def _work_off(engine: Engine, tasks: Sequence[IndexTask]) -> int:
    """Bring the objects of some rows up to date; returns how many. Raises EngineError when the engine takes nothing."""
    keys = list(dict.fromkeys(task.key for task in tasks))
    version = IndexVersion.next()
    try:
        changes = _changes(keys, version)
    except Exception as error:
        if len(keys) > 1:
            # One object that cannot be read must not hold up the others.
            return sum(_work_off(engine, [task for task in tasks if task.key == key]) for key in keys)
        logger.exception("%s %s cannot be indexed", *keys[0])
        attempts = max(task.attempts for task in tasks)
        wait = min(timedelta(minutes=2 ** min(attempts, 10)), _LONGEST_WAIT)
        _put_off(tasks, wait, f"{type(error).__name__}: {error}")
        return 0
    return _note(tasks, engine.apply(changes))


def _changes(keys: Sequence[Key], version: int) -> list[Change]:
    found: dict[Key, list[Document]] = {key: [] for key in keys}
    for document in _documents_of(keys):
        found[document.key].append(document)
    return [Change(key, version, tuple(those)) for key, those in found.items()]


def _documents_of(keys: Iterable[Key]) -> Iterator[Document]:
    known = sources()
    pks: dict[str, list[str]] = {}
    for name, pk in keys:
        pks.setdefault(name, []).append(pk)
    for name, wanted in pks.items():
        if name in known:
            yield from known[name].documents(wanted)


def _note(tasks: Sequence[IndexTask], outcomes: Mapping[Key, Outcome]) -> int:
    """Forget the rows of what was done, put off the others; returns how many objects were done."""
    rows: dict[Outcome, list[IndexTask]] = {}
    for task in tasks:
        rows.setdefault(outcomes[task.key], []).append(task)
    for outcome, those in rows.items():
        if outcome.verdict is Verdict.DONE:
            IndexTask.objects.filter(pk__in=[task.pk for task in those]).delete()
        else:
            logger.warning("%d changes wait: %s", len(those), outcome.reason)
            _put_off(those, _RETRY if outcome.verdict is Verdict.RETRY else _LONGEST_WAIT, outcome.reason)
    return sum(outcome.verdict is Verdict.DONE for outcome in outcomes.values())


def _put_off(tasks: Sequence[IndexTask], wait: timedelta, reason: str) -> None:
    IndexTask.objects.filter(pk__in=[task.pk for task in tasks]).update(
        attempts=models.F("attempts") + 1, not_before=timezone.now() + wait, error=reason[:500]
    )


def rebuild(names: Iterable[str] = ()) -> dict[str, int]:
    """Make indexes anew from all sources, those of `names` or all; returns the documents of each.

    One that fails holds up no other; its EngineError is raised at the end.

    Rows that can be seen before the new index is started are of committed changes, which the filling reads; they are
    forgotten at the end. What commits later leaves its row, and is written into both indexes with a higher number.
    """
    members = get_engine().members()
    counts: dict[str, int] = {}
    failed: EngineError | None = None
    for name in names or members:
        try:
            counts[name] = _rebuild(members[name])
        except EngineError as error:
            logger.error("The search index %s is not rebuilt: %s", name, error)
            failed = failed or error
    if failed:
        raise failed
    return counts


def _rebuild(engine: Engine) -> int:
    seen = list(IndexTask.objects.filter(engine=engine.name).values_list("pk", flat=True))
    with engine.rebuilding() as building:
        version = IndexVersion.next()
        count = engine.fill(building, documents(), version)
    for start in range(0, len(seen), _BATCH):
        IndexTask.objects.filter(pk__in=seen[start : start + _BATCH]).delete()
    IndexTask.objects.filter(engine=engine.name).update(not_before=timezone.now())
    _drain(engine)
    return count
