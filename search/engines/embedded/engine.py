"""The embedded engine: what the interface promises, on one index file."""

import json
import sqlite3
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from search import interface
from search.engines.base import Building, Engine
from search.engines.embedded import finding, matching, ranking, spelling, suggesting, writing
from search.engines.embedded.snapshot import Snapshot, generation, read
from search.engines.embedded.store import Store, transaction
from search.expressions import Known, Match, Matches, Request
from search.interface import DONE, Change, Health, Indexed, Key, Outcome, Suggestion, Verdict

_STEPS = 20_000
"""Instructions of SQLite between two looks at the clock, about a millisecond."""


class EmbeddedEngine(Engine):
    """An `Engine` on the file at `path` (default: setting SEARCH_INDEX_PATH)."""

    name = "embedded"

    def __init__(self, path: str | Path | None = None) -> None:
        self.store = Store(path or settings.SEARCH_INDEX_PATH)
        self._spelling = spelling.Spelling()
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()

    def apply(self, changes: Sequence[Change]) -> dict[Key, Outcome]:
        """Bring objects up to date, here and in an index that is being built; see `Engine.apply`."""
        try:
            with self.store.writing() as connections:
                for connection in connections:
                    with transaction(connection):
                        writing.apply(connection, changes)
        except UnicodeError as error:
            if len(changes) > 1:
                return {key: outcome for change in changes for key, outcome in self.apply([change]).items()}
            return {changes[0].key: Outcome(Verdict.REFUSED, str(error))}
        return {change.key: DONE for change in changes}

    @contextmanager
    def rebuilding(self) -> Generator[Building, None, None]:
        """Start a new index file; it takes the place of the one in use if the block ends well."""
        with self.store.rebuilding() as connection:
            writing.hurry(connection)
            new = _NewFile(connection)
            yield new
            new.finish()
            writing.optimise(connection)

    def match(self, request: Request) -> Matches:
        """Find, order, count."""
        with self._reading(request.until) as (connection, snapshot):
            holding = matching.holding(connection, snapshot, request)
            bits = finding.candidates(connection, snapshot, request, holding)
            hits = finding.hits(snapshot, bits, request)
            sets = ranking.boosted(connection, snapshot, request.boosts)
            ranked = ranking.order(connection, snapshot, request, hits, sets)
            return Matches(
                hits=tuple(_matches(connection, ranked, sets)),
                count=hits.bit_count(),
                own_count=(hits & snapshot.bits("language", [request.language])).bit_count(),
                matching=holding.bit_count(),
                facets=finding.count(snapshot, bits, hits, request),
            )

    def count(self, requests: Sequence[Request]) -> list[int]:
        """Count the documents that hold the clauses of each request."""
        until = min((request.until for request in requests if request.until is not None), default=None)
        with self._reading(until) as (connection, snapshot):
            return [matching.holding(connection, snapshot, request).bit_count() for request in requests]

    def known(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return the languages of each spelling that is in the index, and in how many documents."""
        with self._reading() as (connection, _):
            return spelling.known(connection, words)

    def similar(self, word: str) -> list[Known]:
        """Return the spellings near a folded one."""
        with self._reading() as (connection, snapshot):
            return self._spelling.similar(connection, snapshot.file, word)

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Complete what was typed with titles; see `Engine.suggest`."""
        with self._reading() as (connection, _):
            return suggesting.suggest(connection, text, language, limit)

    def indexed(self) -> Iterator[Indexed]:
        """Yield what the index holds, in the order of the file."""
        last = 0
        while True:
            with self._reading() as (connection, _):
                rows = connection.execute(
                    "SELECT id, source, pk, language, digest FROM document WHERE id > ? ORDER BY id LIMIT 5000", (last,)
                ).fetchall()
            if not rows:
                return
            for _row, *values in rows:
                yield Indexed(*values)
            last = rows[-1][0]

    def health(self) -> Health:
        """Say whether the index can answer; never raises."""
        start = time.perf_counter()
        try:
            with self._reading() as (connection, _):
                count = connection.execute("SELECT count(*) FROM document").fetchone()[0]
        except interface.EngineError as error:
            return Health(ok=False, documents=0, detail=str(error), engine=self.name)
        return Health(
            ok=bool(count),
            documents=count,
            detail="" if count else "The search index is empty: run `manage.py search rebuild`.",
            engine=self.name,
            version=sqlite3.sqlite_version,
            latency_ms=round((time.perf_counter() - start) * 1000, 1),
        )

    @contextmanager
    def _reading(self, until: float | None = None) -> Generator[tuple[sqlite3.Connection, Snapshot], None, None]:
        """Give a connection in a read transaction and the snapshot that belongs to it; `until` is a time.monotonic()."""
        connection = self.store.connection()
        if until is not None:
            connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            connection.execute("BEGIN")
            snapshot = self._current(connection)
            if until is not None and time.monotonic() > until:
                raise interface.EngineSlowError(f"The search index {self.store.path} took too long.")
            yield connection, snapshot
        except sqlite3.Error as error:
            if until is not None and time.monotonic() > until:
                raise interface.EngineSlowError(f"The search index {self.store.path} took too long.") from error
            raise interface.EngineRefusedError(f"Cannot read the search index {self.store.path}: {error}") from error
        finally:
            connection.set_progress_handler(None, 0)
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _current(self, connection: sqlite3.Connection) -> Snapshot:
        file = self.store.opened_file()
        number = generation(connection)
        with self._lock:
            known = self._snapshot
            if known is None or known.file != file or known.generation != number:
                known = self._snapshot = read(connection, file)
            return known


class _NewFile:
    """An index file that is being filled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._writer = writing.Writer(connection)

    def fill(self, documents: Sequence[interface.Document], version: int) -> None:
        """Put in documents of objects that have no newer version here, in a transaction of its own."""
        with transaction(self._connection):
            for document in documents:
                self._writer.fill(document, version)

    def finish(self) -> None:
        """Store the counts of words, once for all that was put in: most words come again and again."""
        with transaction(self._connection):
            self._writer.finish()


def _matches(connection: sqlite3.Connection, ranked: list[tuple[int, float]], sets: ranking.Sets) -> Iterator[Match]:
    for row, score in ranked:
        source, pk, language, kind, title, url, summary, body, meta, lat, lng = connection.execute(
            "SELECT source, pk, language, kind, title, url, summary, body, meta, lat, lng FROM document WHERE id = ?",
            (row,),
        ).fetchone()
        yield Match(
            source=source,
            pk=pk,
            language=language,
            kind=kind,
            title=title,
            url=url,
            summary=summary,
            body=body,
            meta=tuple(json.loads(meta)),
            lat=lat,
            lng=lng,
            score=score,
            boosts=tuple(name for name, bits in sets.items() if bits >> row & 1),
        )
