"""The index file: opened per thread, written by one process at a time, rebuilt beside itself and replaced at once by a rebuild.

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

from search.engines.embedded import schema, writing
from search.interface import EngineBusyError, EngineRefusedError, EngineVersionError

_BUSY_MS = 5_000


class Store:
    """Connections to the index at `path`. Safe to share between threads and to keep across a fork."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._local = threading.local()

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection to the file in use, opened anew after a rebuild.

        Raises EngineRefusedError when there is none or it cannot be opened, EngineVersionError when it was made by other code.
        """
        try:
            try:
                return self._current()
            except FileNotFoundError:
                # A rebuild moved the link between our looking at it and opening the file.
                return self._current()
        except (OSError, sqlite3.Error) as error:
            raise EngineRefusedError(f"Cannot open the search index {self.path}: {error}") from error

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
            writing.store(connection, "building", 1)
        finally:
            connection.close()
        return file

    @contextmanager
    def _lock(self, name: str, kind: int) -> Generator[None, None, None]:
        """Hold a lock of this index: `swap` is shared by writers while the link stands still, `rebuild` belongs to a rebuild.

        Raises BlockingIOError when `kind` says not to wait and another process has it.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.name}.{name}.lock").open("a") as file:
            fcntl.flock(file, kind)
            yield

    @contextmanager
    def writing(self) -> Generator[list[sqlite3.Connection], None, None]:
        """Give the index in use, and the one being built if there is one; neither is swapped while the block runs.

        Raises EngineRefusedError when there is none or it cannot be written.
        """
        with self._lock("swap", fcntl.LOCK_SH), self._errors("write"):
            building = self._being_built()
            if building is None:
                yield [self.connection()]
                return
            connection = _connect(building)
            try:
                yield [*([self.connection()] if self.path.is_symlink() else []), connection]
            finally:
                connection.close()

    def _being_built(self) -> Path | None:
        """Return the file of a rebuild under way; what a killed one left is removed."""
        link = self._next_link()
        if not link.is_symlink():
            return None
        try:
            with self._lock("rebuild", fcntl.LOCK_SH | fcntl.LOCK_NB):
                self._sweep()
                return None
        except BlockingIOError:
            return self.path.parent / os.readlink(link)

    def _next_link(self) -> Path:
        return self.path.with_name(f"{self.path.name}.next")

    def _sweep(self) -> None:
        """Remove every file but the one in use."""
        self._next_link().unlink(missing_ok=True)
        used = os.readlink(self.path) if self.path.is_symlink() else ""
        for file in self.path.parent.glob(f"{self.path.stem}-????????????{self.path.suffix}"):
            if file.name != used:
                _remove(file)

    @contextmanager
    def rebuilding(self) -> Generator[sqlite3.Connection, None, None]:
        """Give a connection to a new, empty index that takes the place of the one in use if the block ends well.

        Raises EngineBusyError while another rebuild runs, EngineRefusedError when the disk refuses.
        """
        try:
            with self._lock("rebuild", fcntl.LOCK_EX | fcntl.LOCK_NB), self._errors("write"):
                with self._lock("swap", fcntl.LOCK_EX):
                    self._sweep()
                    new = self._new_file()
                    self._next_link().symlink_to(new.name)
                connection = _connect(new)
                try:
                    connection.execute("PRAGMA synchronous = OFF")
                    yield connection
                    with self._lock("swap", fcntl.LOCK_EX):
                        self._finish(connection, new)
                finally:
                    connection.close()
                    with self._lock("swap", fcntl.LOCK_EX):
                        self._sweep()
        except BlockingIOError as error:
            raise EngineBusyError("The search index is being rebuilt.") from error

    def _finish(self, connection: sqlite3.Connection, new: Path) -> None:
        """Make a filled index whole and point the link at it."""
        with transaction(connection):
            writing.settle(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with new.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(self._next_link(), self.path)

    @contextmanager
    def _errors(self, action: str) -> Generator[None, None, None]:
        try:
            yield
        except BlockingIOError:
            raise
        except (OSError, sqlite3.Error) as error:
            raise EngineRefusedError(f"Cannot {action} the search index {self.path}: {error}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None, None, None]:
    """Commit what the block writes, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


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
        raise EngineVersionError("The search index was made by another version: run `manage.py search rebuild`.")
    return connection


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
