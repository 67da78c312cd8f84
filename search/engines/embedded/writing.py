"""Changing the index: rows, words, facet sets and translation groups together, in the caller's transaction.

An index that is being built has no facet sets, groups and counts of words yet: `settle` makes them of its rows at the end.
"""

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from search.engines import fields
from search.engines.embedded import bitmaps, schema
from search.engines.embedded.snapshot import cluster_number, generation, state
from search.interface import Change, Document, Key

_ADD_DOCUMENT = f"INSERT INTO document VALUES (NULL, {', '.join('?' * 15)})"  # noqa: S608
_ADD_TEXT = (
    f"INSERT INTO text (rowid, {', '.join(fields.COLUMNS)}) "  # noqa: S608
    f"VALUES (?, {', '.join('?' * len(fields.COLUMNS))})"
)
_FULL_TEXT = ("text", "heading")
_PARTS, _PART_BYTES = 500, 64 * 1024 * 1024
_COUNT_WORD = (
    "INSERT INTO word (word, language, documents) VALUES (?, ?, ?) "
    "ON CONFLICT (word, language) DO UPDATE SET documents = documents + excluded.documents"
)
_SET_VERSION = (
    "INSERT INTO version VALUES (?, ?, ?) ON CONFLICT (source, pk) DO UPDATE SET number = excluded.number "
    "WHERE number <= excluded.number"
)


class Writer:
    """Collects what changes do to facet sets, groups and words, and stores it once at the end with `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.building = bool(state(connection, "building"))
        self.added: dict[tuple[str, str], set[int]] = {}
        self.removed: dict[tuple[str, str], set[int]] = {}
        self.groups: dict[int, int] = {}
        self.words: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def apply(self, change: Change) -> None:
        """Put what an object gives to find in the place of what it gave, unless a newer version is there."""
        if self._claims(change.key, change.version):
            self._delete(change.key)
            for document in change.documents:
                self._add(document)

    def fill(self, document: Document, version: int) -> None:
        """Put in one document, unless a newer version of its object is there."""
        if self._claims(document.key, version):
            self._delete(document.key, document.language)
            self._add(document)

    def finish(self) -> None:
        """Store words, and in an index in use facet sets, groups and the new generation."""
        words = [
            (word, code, number) for code, counts in self.words.items() for word, number in counts.items() if number
        ]
        self.connection.executemany(_COUNT_WORD, words)
        self.words.clear()
        if self.building:
            return
        self.connection.executemany(
            "DELETE FROM word WHERE word = ? AND language = ? AND documents <= 0",
            ((word, code) for word, code, number in words if number < 0),
        )
        for name, code in {**self.removed, **self.added}:
            stored = self.connection.execute(
                "SELECT bits FROM facet WHERE name = ? AND code = ?", (name, code)
            ).fetchone()
            bits = bitmaps.load(stored[0]) if stored else 0
            bits &= ~_bits(self.removed.get((name, code), ()))
            bits |= _bits(self.added.get((name, code), ()))
            self.connection.execute("INSERT OR REPLACE INTO facet VALUES (?, ?, ?)", (name, code, bitmaps.dump(bits)))
        self.connection.execute("DELETE FROM facet WHERE length(bits) = 0")
        self._store_groups()
        store(self.connection, "generation", generation(self.connection) + 1)

    def _claims(self, key: Key, version: int) -> bool:
        return self.connection.execute(_SET_VERSION, (*key, version)).rowcount > 0

    def _delete(self, key: Key, language: str | None = None) -> None:
        """Remove the documents of an object, or only that in one language."""
        condition, values = "source = ? AND pk = ?", [*key]
        if language is not None:
            condition, values = f"{condition} AND language = ?", [*values, language]
        found = self.connection.execute(
            f"SELECT id, language, facets FROM document WHERE {condition}",  # noqa: S608 - names of columns
            values,
        ).fetchall()
        for row, code, facets in found:
            text = self.connection.execute(
                f"SELECT {', '.join(fields.EXACT)} FROM text WHERE rowid = ?",  # noqa: S608
                (row,),
            ).fetchone()
            self.words[code].subtract(fields.distinct_words(text))
            for name, codes in json.loads(facets).items():
                for facet in codes:
                    self.removed.setdefault((name, facet), set()).add(row)
            for table, column in (("document", "id"), ("text", "rowid"), ("heading", "rowid")):
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (row,))  # noqa: S608

    def _add(self, document: Document) -> None:
        execute = self.connection.execute
        text = fields.text_row(document)
        row = execute(_ADD_DOCUMENT, schema.document_row(document)).lastrowid or 0
        execute(_ADD_TEXT, (row, *text))
        execute("INSERT INTO heading (rowid, words, tags) VALUES (?, ?, ?)", (row, *schema.heading_row(document)))
        self.words[document.language].update(fields.distinct_words(text))
        if not self.building:
            for name, codes in fields.facets_of(document).items():
                for code in codes:
                    self.added.setdefault((name, code), set()).add(row)
            self.groups[row] = cluster_number(document.group_key)

    def _store_groups(self) -> None:
        groups = array("Q")
        stored = state(self.connection, "clusters")
        groups.frombytes(stored if isinstance(stored, bytes) else b"")
        size = max(self.groups, default=0) + 1
        groups.extend([0] * max(0, size - len(groups)))
        for row, number in self.groups.items():
            groups[row] = number
        store(self.connection, "clusters", groups.tobytes())


def store(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Keep a value in table `state`."""
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def settle(connection: sqlite3.Connection) -> None:
    """Make facet sets and groups of the rows of an index that was being built: it can then be used."""
    size = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM document").fetchone()[0]
    rows: dict[tuple[str, str], list[int]] = {}
    groups = array("Q", bytes(8 * size))
    for row, facets, group in connection.execute("SELECT id, facets, cluster FROM document"):
        groups[row] = cluster_number(group)
        for name, codes in json.loads(facets).items():
            for code in codes:
                rows.setdefault((name, code), []).append(row)
    connection.execute("DELETE FROM facet")
    connection.executemany(
        "INSERT INTO facet VALUES (?, ?, ?)",
        ((name, code, bitmaps.dump(bitmaps.of(found, size))) for (name, code), found in rows.items()),
    )
    connection.execute("DELETE FROM word WHERE documents <= 0")
    for name, value in (("clusters", groups.tobytes()), ("generation", 1), ("building", 0)):
        store(connection, name, value)


def _bits(rows: Iterable[int]) -> int:
    rows = tuple(rows)
    return bitmaps.of(rows, max(rows) + 1) if rows else 0


def apply(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Bring objects up to date."""
    writer = Writer(connection)
    for change in changes:
        writer.apply(change)
    writer.finish()


def hurry(connection: sqlite3.Connection) -> None:
    """Let an index that is being built grow in large unmerged parts; `optimise` merges them once."""
    _configure(connection, automerge=0, crisismerge=_PARTS, hashsize=_PART_BYTES)


def optimise(connection: sqlite3.Connection) -> None:
    """Merge what was put in, and let later changes be merged little by little as they come."""
    for table in _FULL_TEXT:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
    _configure(connection, automerge=4, crisismerge=16, hashsize=1024 * 1024)


def _configure(connection: sqlite3.Connection, **values: int) -> None:
    for table in _FULL_TEXT:
        connection.executemany(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", values.items())  # noqa: S608
