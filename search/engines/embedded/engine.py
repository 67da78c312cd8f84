"""The embedded engine: what the interface promises, on one index file."""

import json
import sqlite3
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from search import interface
from search.engines.embedded import finding, ranking, suggesting, writing
from search.engines.embedded.snapshot import Snapshot, generation, read
from search.engines.embedded.spelling import Spelling
from search.engines.embedded.store import Store
from search.extracts import Marker


class EmbeddedEngine:
    """An `Engine` on the file at `path` (default: setting SEARCH_INDEX_PATH)."""

    def __init__(self, path: str | Path | None = None) -> None:
        self.store = Store(path or settings.SEARCH_INDEX_PATH)
        self._spelling = Spelling()
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()

    def index(self, documents: Iterable[interface.Document]) -> int:
        """Add or replace documents, all or none; returns how many."""
        return self.replace((), documents)

    def replace(self, keys: Iterable[interface.Key], documents: Iterable[interface.Document]) -> int:
        """Drop every document of `keys` and add `documents`, all or none; returns how many were added."""
        with self.store.writing() as connection:
            return writing.replace(connection, keys, documents)[1]

    def delete(self, keys: Iterable[interface.Key]) -> int:
        """Drop every document of the objects; returns how many went."""
        with self.store.writing() as connection:
            return writing.replace(connection, keys, ())[0]

    def rebuild(self, documents: Iterable[interface.Document]) -> int:
        """Make a new index file and put it in the place of the old one at once."""
        with self.store.rebuilding() as connection:
            count = writing.replace(connection, (), documents)[1]
            for table in ("text", "heading"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
        return count

    def search(self, query: interface.Query) -> interface.Results:
        """Find, rank, count; see `interface.Engine`."""
        with self._reading() as (connection, snapshot):
            found = finding.find(connection, snapshot, self._spelling, query)
            page = min(max(query.page, 1), interface.MAX_PAGE)
            end = page * query.per_page
            ranked = ranking.order(connection, snapshot, found.hits, found.ranking, end)[end - query.per_page : end]
            return interface.Results(
                hits=tuple(_hits(connection, ranked, found.marker)),
                count=found.hits.bit_count(),
                own_count=(found.hits & found.ranking.own).bit_count(),
                facets=finding.count(snapshot, found, query),
                corrected=found.corrected,
                also=found.also,
                relaxed=found.relaxed,
                speaking_first=found.ranking.urgent and bool(found.hits & found.ranking.speaks),
            )

    def facets(self, query: interface.Query) -> Mapping[str, tuple[interface.FacetCount, ...]]:
        """Count without fetching hits."""
        with self._reading() as (connection, snapshot):
            return finding.count(snapshot, finding.find(connection, snapshot, self._spelling, query), query)

    def suggest(self, text: str, language: str, limit: int = 8) -> list[interface.Suggestion]:
        """Complete what was typed with titles, those in `language` first."""
        with self._reading() as (connection, _):
            return suggesting.suggest(connection, text, language, limit)

    def indexed(self) -> set[tuple[str, str, str]]:
        """Return (source, pk, language) of every document."""
        with self._reading() as (connection, _):
            return set(connection.execute("SELECT source, pk, language FROM document"))

    def health(self) -> interface.Health:
        """Say whether the index can answer; never raises."""
        try:
            with self._reading() as (connection, _):
                count = connection.execute("SELECT count(*) FROM document").fetchone()[0]
        except interface.EngineError as error:
            return interface.Health(ok=False, documents=0, detail=str(error))
        if not count:
            return interface.Health(
                ok=False, documents=0, detail="The search index is empty: run `manage.py search rebuild`."
            )
        return interface.Health(ok=True, documents=count)

    @contextmanager
    def _reading(self) -> Generator[tuple[sqlite3.Connection, Snapshot], None, None]:
        """Give a connection in a read transaction and the snapshot that belongs to it."""
        connection = self.store.connection()
        try:
            connection.execute("BEGIN")
            yield connection, self._current(connection)
        except sqlite3.Error as error:
            raise interface.EngineError(f"Cannot read the search index {self.store.path}: {error}") from error
        finally:
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


def _hits(connection: sqlite3.Connection, ranked: list[tuple[int, float]], marker: Marker) -> Iterator[interface.Hit]:
    for row, score in ranked:
        source, pk, language, kind, title, url, summary, body, meta, lat, lng = connection.execute(
            "SELECT source, pk, language, kind, title, url, summary, body, meta, lat, lng FROM document WHERE id = ?",
            (row,),
        ).fetchone()
        yield interface.Hit(
            source=source,
            pk=pk,
            title=title,
            url=url,
            kind=kind,
            language=language,
            extract=marker.extract(summary, body, language),
            meta=tuple(json.loads(meta)),
            score=score,
            lat=lat,
            lng=lng,
        )
