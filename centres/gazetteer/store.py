"""Open the gazetteer's SQLite file. ``manage.py prepare`` builds it; no request waits for that."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from centres.gazetteer import build

ROOT = Path(__file__).resolve().parent.parent.parent
_local = threading.local()


def path() -> Path:
    """Where the built file stands: the setting GAZETTEER_PATH, else var/gazetteer.sqlite3."""
    return _as_path(getattr(settings, "GAZETTEER_PATH", None))


@lru_cache(maxsize=4)
def _as_path(given: str | Path | None) -> Path:
    return Path(given or ROOT / "var" / "gazetteer.sqlite3")


class GazetteerError(Exception):
    """The file of places is missing, older than the tables, or cannot be read."""


@contextmanager
def reading() -> Generator[None]:
    """Names what goes wrong with the file while it is read. Raises GazetteerError."""
    try:
        yield
    except sqlite3.Error as error:
        raise GazetteerError(f"{path()}: {error}") from error


def connection() -> sqlite3.Connection:
    """This thread's read-only connection. Raises GazetteerError when the file is missing or not current."""
    key = (os.getpid(), path())
    if getattr(_local, "key", None) != key:
        if not build.is_current(key[1]):
            raise GazetteerError(f"{key[1]} is missing or not current: run manage.py build_gazetteer")
        uri = f"{key[1].resolve().as_uri()}?mode=ro&immutable=1"
        opened = sqlite3.connect(uri, uri=True, check_same_thread=False)
        opened.execute("PRAGMA cache_size=-4000")
        _local.connection, _local.key = opened, key  # both or neither: a file that cannot be read is not kept
    return _local.connection


def check() -> int:
    """The number of places in the file as it is on the disk now. Raises GazetteerError."""
    if not build.is_current(path()):
        raise GazetteerError("The file of places is missing or not current.")
    fresh = sqlite3.connect(f"{path().resolve().as_uri()}?mode=ro", uri=True)
    with reading():
        try:
            fresh.execute("SELECT count(*) FROM area_name").fetchone()
            return fresh.execute("SELECT count(*) FROM place").fetchone()[0]
        finally:
            fresh.close()


@lru_cache(maxsize=4)
def _weights(target: Path) -> tuple[np.ndarray, np.ndarray]:
    lengths, fames = connection().execute("SELECT lengths, fame FROM weights").fetchone()
    return np.frombuffer(lengths, dtype=np.uint8), np.frombuffer(fames, dtype=np.uint8)


def weights() -> tuple[np.ndarray, np.ndarray]:
    """Per name number: how many pairs of characters it has, and the fame of its place (two uint8 arrays)."""
    return _weights(path())
