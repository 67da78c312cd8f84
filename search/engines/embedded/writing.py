"""Changing the index: rows, facet sets and translation groups together, in the caller's transaction."""

import json
import sqlite3
from array import array
from collections.abc import Iterable

from search.engines.embedded import bitmaps, schema
from search.engines.embedded.snapshot import cluster_number, generation, state
from search.interface import Document, Key

_ADD_DOCUMENT = f"INSERT INTO document VALUES (NULL, {', '.join('?' * 14)})"  # noqa: S608
_ADD_TEXT = (
    f"INSERT INTO text (rowid, {', '.join(schema.COLUMNS)}) "  # noqa: S608
    f"VALUES (?, {', '.join('?' * len(schema.COLUMNS))})"
)


class Changes:
    """Collects what one transaction does to facet sets and groups, and stores it once at the end with `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.added: dict[tuple[str, str], set[int]] = {}
        self.removed: dict[tuple[str, str], set[int]] = {}
        self.groups: dict[int, int] = {}

    def delete(self, key: Key, language: str | None = None) -> int:
        """Remove the documents of an object, or only that in one language; returns how many."""
        condition, values = (
            ("source = ? AND pk = ?", (*key,))
            if language is None
            else (
                "source = ? AND pk = ? AND language = ?",
                (*key, language),
            )
        )
        found = self.connection.execute(f"SELECT id, facets FROM document WHERE {condition}", values).fetchall()  # noqa: S608
        for row, facets in found:
            for name, codes in json.loads(facets).items():
                for code in codes:
                    self.removed.setdefault((name, code), set()).add(row)
            for table, column in (("document", "id"), ("text", "rowid"), ("heading", "rowid")):
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (row,))  # noqa: S608
        return len(found)

    def add(self, document: Document) -> None:
        """Add a document; the caller has removed an older one of the same object and language."""
        execute = self.connection.execute
        row = execute(_ADD_DOCUMENT, schema.document_row(document)).lastrowid or 0
        execute(_ADD_TEXT, (row, *schema.text_row(document)))
        execute("INSERT INTO heading (rowid, words, tags) VALUES (?, ?, ?)", (row, *schema.heading_row(document)))
        for name, codes in schema.facets_of(document).items():
            for code in codes:
                self.added.setdefault((name, code), set()).add(row)
        self.groups[row] = cluster_number(document.group_key)

    def finish(self) -> None:
        """Store facet sets, groups and the new generation."""
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
        self._store("generation", generation(self.connection) + 1)

    def _store_groups(self) -> None:
        groups = array("Q")
        stored = state(self.connection, "clusters")
        groups.frombytes(stored if isinstance(stored, bytes) else b"")
        size = max(self.groups, default=0) + 1
        groups.extend([0] * max(0, size - len(groups)))
        for row, number in self.groups.items():
            groups[row] = number
        self._store("clusters", groups.tobytes())

    def _store(self, name: str, value: object) -> None:
        self.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def _bits(rows: Iterable[int]) -> int:
    rows = tuple(rows)
    return bitmaps.of(rows, max(rows) + 1) if rows else 0


def replace(connection: sqlite3.Connection, keys: Iterable[Key], documents: Iterable[Document]) -> tuple[int, int]:
    """Remove all documents of `keys`, then add `documents` in place of older ones; returns how many went and came."""
    changes = Changes(connection)
    gone = sum(changes.delete(key) for key in keys)
    count = 0
    for document in documents:
        changes.delete(document.key, document.language)
        changes.add(document)
        count += 1
    changes.finish()
    return gone, count
