"""Mistyped words: the nearest words the index knows, compared letter by letter on exact spellings only."""

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import analysis

_SHORTEST = 4
_LONG = 8
_KEPT_SECONDS = 300
_CHOICES = 3


class Spelling:
    """The vocabulary of the index in memory, read on the first mistyped word and again when it is some minutes old."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read_at = 0.0
        self._file: Path | None = None
        self._words: Mapping[int, dict[str, int]] = {}

    def nearest(self, connection: sqlite3.Connection, file: Path, typed: str) -> list[str]:
        """Return up to three known words within one slip of `typed` (two in words of eight letters), best first."""
        typed = analysis.fold(typed)
        if len(typed) < _SHORTEST or not typed.isalpha():
            return []
        words = self._vocabulary(connection, file)
        slips = 2 if len(typed) >= _LONG else 1
        found: list[tuple[float, int, str]] = []
        for length in range(len(typed) - slips, len(typed) + slips + 1):
            known = words.get(length, {})
            for word, distance, _ in process.extract(
                typed, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=_CHOICES * 4
            ):
                # The first letter is seldom wrong: another one counts as half a slip more.
                found.append((distance + (word[0] != typed[0]) / 2, -known[word], word))
        return [word for _, _, word in sorted(found)[:_CHOICES]]

    def _vocabulary(self, connection: sqlite3.Connection, file: Path) -> Mapping[int, dict[str, int]]:
        with self._lock:
            if self._file != file or time.monotonic() - self._read_at > _KEPT_SECONDS:
                words: dict[int, dict[str, int]] = defaultdict(dict)
                for word, documents in connection.execute(
                    "SELECT term, max(doc) FROM text_word WHERE col IN ('title', 'names', 'summary', 'body') "
                    "GROUP BY term"
                ):
                    words[len(word)][word] = documents
                self._words, self._file, self._read_at = words, file, time.monotonic()
            return self._words
