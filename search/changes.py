"""The outbox: what must be indexed, written with the change itself and worked off by the worker once it is committed."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import transaction

from core.bulk import insert
from search.interface import Key
from search.models import IndexTask
from search.tasks import update_index

_deferred: ContextVar[bool] = ContextVar("search_deferred", default=False)


def add(keys: Iterable[Key]) -> None:
    """Write one row per object and index into the current transaction, and have them worked off after its commit."""
    unique = dict.fromkeys(keys)
    tasks = [
        IndexTask(engine=engine, source=source, object_id=pk)
        for engine in settings.SEARCH_ENGINES
        for source, pk in unique
    ]
    if not tasks:
        return
    insert(tasks)
    if not _deferred.get():
        # After the commit, so that two long transactions do not wait for one another at the one row that asks for this task.
        # Should the process end in between, the task comes every minute by itself.
        transaction.on_commit(update_index.enqueue, robust=True)


@contextmanager
def deferred() -> Generator[None]:
    """Ask for nothing inside the block: for demo content that ends with a rebuild."""
    token = _deferred.set(True)
    try:
        yield
    finally:
        _deferred.reset(token)
