"""The index file: opened per thread, written by one process at a time, replaced at once by a rebuild.

The configured path is a symbolic link to the file in use. A rebuild writes another file and moves the link, so that no
reader ever sees half an index and the write-ahead log of one file is never applied to another.
"""

import fcntl
import os
import sqlite3
import threading
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from search.engines.embedded import schema
from search.interface import EngineBusyError, EngineError

_BUSY_MS = 5_000


class Store:
    """Connections to the index at `path`. Safe to share between threads and to keep across a fork."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._local = threading.local()

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection to the file in use, opened anew after a rebuild.

        Raises EngineError when there is none, or it cannot be opened or was made by another version of this code.
        """
        try:
            try:
                return self._current()
            except FileNotFoundError:
                # A rebuild moved the link between our looking at it and opening the file.
                return self._current()
        except (OSError, sqlite3.Error) as error:
            raise EngineError(f"Cannot open the search index {self.path}: {error}") from error

    def target(self) -> Path:
        """Return the file in use. Raises FileNotFoundError when there is none.

        Only a rebuild makes one: an empty index in its place would answer that no text has these words.
        """
        try:
            return self.path.parent / os.readlink(self.path)
        except FileNotFoundError:
            raise FileNotFoundError("There is no index: run `manage.py search rebuild`") from None

    def opened_file(self) -> Path:
        """Return the file that this thread's connection is open on."""
        return self._local.opened[1]

    def _current(self) -> sqlite3.Connection:
        target = self.target()
        if getattr(self._local, "opened", None) != (os.getpid(), target):
            self._local.connection = _open(target)
            self._local.opened = (os.getpid(), target)
        return self._local.connection

    def _new_file(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.with_name(f"{self.path.stem}-{uuid.uuid4().hex[:12]}{self.path.suffix}")
        file.touch()
        connection = _connect(file)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            schema.create(connection)
        finally:
            connection.close()
        return file

    @contextmanager
    def _lock(self, kind: int) -> Generator[None, None, None]:
        """Hold the lock that writers share and a rebuild has alone."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.name}.lock").open("a") as file:
            try:
                fcntl.flock(file, kind)
            except BlockingIOError as error:
                raise EngineBusyError("The search index is being rebuilt.") from error
            yield

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection, None, None]:
        """Give a connection inside a transaction, committed at the end; raises EngineBusyError while a rebuild runs.

        Raises EngineError when the file cannot be written.
        """
        with self._lock(fcntl.LOCK_SH | fcntl.LOCK_NB):
            connection = self.connection()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise EngineError(f"Cannot write the search index {self.path}: {error}") from error
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def rebuilding(self) -> Generator[sqlite3.Connection, None, None]:
        """Give a connection to a new, empty index that takes the place of the one in use if the block ends well."""
        with self._lock(fcntl.LOCK_EX):
            old = self.path.parent / os.readlink(self.path) if self.path.is_symlink() else None
            new = self._new_file()
            connection = _connect(new)
            connection.execute("PRAGMA synchronous = OFF")
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except BaseException:
                connection.close()
                _remove(new)
                raise
            connection.close()
            with new.open("rb") as written:
                os.fsync(written.fileno())
            link = new.with_suffix(".link")
            link.symlink_to(new.name)
            os.replace(link, self.path)
            if old:
                _remove(old)


def _connect(file: Path) -> sqlite3.Connection:
    # mode=rw: a file that a rebuild has just removed must fail to open, not come back empty.
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA mmap_size = 1073741824")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _open(file: Path) -> sqlite3.Connection:
    if not file.exists():
        raise FileNotFoundError(f"{file} is gone: run `manage.py search rebuild`")
    connection = _connect(file)
    found = connection.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
    if not found or found[0] != schema.version():
        connection.close()
        raise EngineError("The search index was made by another version: run `manage.py search rebuild`.")
    return connection


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
