"""Spellings near a typed one, compared letter by letter with all the index has."""

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.expressions import Known

_SHORTEST = 4
_LONG = 8
_KEPT_SECONDS = 300
_CHOICES = 20


class Spelling:
    """The vocabulary of the index in memory: read on the first mistyped word, words that came since added by each next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read_at = 0.0
        self._file: Path | None = None
        self._last = 0
        self._words: dict[int, dict[str, dict[str, int]]] = {}

    def similar(self, connection: sqlite3.Connection, file: Path, typed: str) -> list[Known]:
        """Return the known spellings within one slip of a folded one (two in words of eight letters)."""
        if len(typed) < _SHORTEST or not typed.isalpha():
            return []
        words = self._vocabulary(connection, file)
        slips = 2 if len(typed) >= _LONG else 1
        found = []
        for length in range(len(typed) - slips, len(typed) + slips + 1):
            known = words.get(length, {})
            near = process.extract(typed, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=_CHOICES)
            for word, distance, _ in near:
                if not distance:
                    continue
                found += [Known(word, code, count, int(distance)) for code, count in known[word].items()]
        return found

    def _vocabulary(self, connection: sqlite3.Connection, file: Path) -> dict[int, dict[str, dict[str, int]]]:
        with self._lock:
            if self._file != file or time.monotonic() - self._read_at > _KEPT_SECONDS:
                self._words, self._file, self._last = defaultdict(dict), file, 0
                self._read_at = time.monotonic()
            rows = connection.execute("SELECT id, word, language, documents FROM word WHERE id > ?", (self._last,))
            for row, word, language, documents in rows:
                self._words[len(word)].setdefault(word, {})[language] = documents
                self._last = row
            return self._words


def known(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return for each spelling that is in the index: language to number of documents."""
    found: dict[str, dict[str, int]] = {}
    marks = ", ".join("?" * len(words))
    for word, language, documents in connection.execute(
        f"SELECT word, language, documents FROM word WHERE word IN ({marks})",  # noqa: S608 - question marks
        tuple(words),
    ):
        found.setdefault(word, {})[language] = documents
    return found
