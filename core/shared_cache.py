"""A small cache all processes of one machine share: what is counted must be the same whichever of them answers.

A file of SQLite's rather than a table of the portal's database: counting a request must not wait for an editor who saves,
and nothing of it belongs into a backup. With ``REDIS_URL`` Redis takes its place.
"""

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import wraps
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

logger = logging.getLogger(__name__)

SCHEMA = "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, ends REAL) WITHOUT ROWID"
LIVE = "(ends IS NULL OR ends > :now)"
SWEEP_EVERY = 1000
"""Writes between two removals of what has ended."""


def _safe(empty: Any) -> Callable[[Callable], Callable]:
    """A file that cannot be read or written answers like an empty cache: pages go on."""

    def decorate(method: Callable) -> Callable:
        @wraps(method)
        def guarded(self: "SharedFileCache", *args: Any, **kwargs: Any) -> Any:
            try:
                return method(self, *args, **kwargs)
            except (sqlite3.Error, OSError) as error:
                logger.warning("The shared cache is away: %s", error)
                return empty

        return guarded

    return decorate


class SharedFileCache(BaseCache):
    """Holds what JSON can hold. ``LOCATION``: the file. ``add`` and ``incr`` are atomic over processes and threads."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._file = Path(location)
        self._writes = 0
        self._own = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._own, "connection", None)
        if connection is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._file, timeout=2, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            # A crash of the machine may lose the last counts, never the file.
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(SCHEMA)
            self._own.connection = connection
        return connection

    def _ask(self, statement: str, key: str, version: int | None, **values: Any) -> list[Any]:
        values |= {"key": self.make_and_validate_key(key, version=version), "now": time.time()}
        with closing(self._connection().execute(statement, values)) as cursor:
            return cursor.fetchone() or []

    def _write(self, statement: str, key: str, version: int | None, **values: Any) -> list[Any]:
        self._writes += 1
        if self._writes % SWEEP_EVERY == 0:
            self._connection().execute("DELETE FROM entries WHERE ends <= ?", [time.time()])
        return self._ask(statement, key, version, **values)

    @_safe(False)
    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether there was nothing under the key."""
        statement = (
            "INSERT INTO entries VALUES (:key, :value, :ends) ON CONFLICT (key) DO UPDATE "  # noqa: S608
            f"SET value = excluded.value, ends = excluded.ends WHERE NOT {LIVE} RETURNING 1"
        )
        ends = self.get_backend_timeout(timeout)
        return bool(self._write(statement, key, version, value=json.dumps(value), ends=ends))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept under the key."""
        found = _safe(None)(SharedFileCache._found)(self, key, version)
        return json.loads(found[0]) if found else default

    def _found(self, key: str, version: int | None) -> list[Any]:
        return self._ask(f"SELECT value FROM entries WHERE key = :key AND {LIVE}", key, version)  # noqa: S608

    @_safe(None)
    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value."""
        ends = self.get_backend_timeout(timeout)
        self._write(
            "INSERT OR REPLACE INTO entries VALUES (:key, :value, :ends)",
            *(key, version),
            value=json.dumps(value),
            ends=ends,
        )

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The number under the key after adding to it. Raises ValueError when there is none."""
        found = _safe([0])(SharedFileCache._increased)(self, key, delta, version)
        if not found:
            raise ValueError(f"Key '{key}' not found")
        return int(found[0])

    def _increased(self, key: str, delta: int, version: int | None) -> list[Any]:
        statement = f"UPDATE entries SET value = value + :delta WHERE key = :key AND {LIVE} RETURNING value"  # noqa: S608
        return self._write(statement, key, version, delta=delta)

    @_safe(False)
    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether there is a value, which is now kept longer."""
        statement = f"UPDATE entries SET ends = :ends WHERE key = :key AND {LIVE} RETURNING 1"  # noqa: S608
        return bool(self._write(statement, key, version, ends=self.get_backend_timeout(timeout)))

    @_safe(False)
    def delete(self, key: str, version: int | None = None) -> bool:
        """Whether there was a value."""
        statement = f"DELETE FROM entries WHERE key = :key RETURNING {LIVE}"  # noqa: S608
        return any(self._write(statement, key, version))

    @_safe(None)
    def clear(self) -> None:
        """Forget everything."""
        self._connection().execute("DELETE FROM entries")

    def close(self, **kwargs: Any) -> None:
        """Called after each request: the connection stays for the next one of this thread."""
