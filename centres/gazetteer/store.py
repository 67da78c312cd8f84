"""Open the gazetteer's SQLite file, building it first when it is missing or older than the tables."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
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


@lru_cache(maxsize=4)
def _ready(target: Path) -> Path:
    if not build.is_current(target):
        # In a process of its own: building needs memory that a web server should never hold.
        subprocess.run(  # noqa: S603 - our own module and our own setting
            [sys.executable, "-m", "centres.gazetteer", str(target)], check=True, cwd=ROOT
        )
    return target


def connection() -> sqlite3.Connection:
    """This thread's read-only connection."""
    key = (os.getpid(), path())
    if getattr(_local, "key", None) != key:
        uri = f"{_ready(key[1]).resolve().as_uri()}?mode=ro&immutable=1"
        _local.connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        _local.connection.execute("PRAGMA cache_size=-4000")
        _local.key = key
    return _local.connection


@lru_cache(maxsize=4)
def _weights(target: Path) -> tuple[np.ndarray, np.ndarray]:
    lengths, fames = connection().execute("SELECT lengths, fame FROM weights").fetchone()
    return np.frombuffer(lengths, dtype=np.uint8), np.frombuffer(fames, dtype=np.uint8)


def weights() -> tuple[np.ndarray, np.ndarray]:
    """Per name number: how many pairs of characters it has, and the fame of its place (two uint8 arrays)."""
    return _weights(path())
