"""What a search needs to know of all documents at once: facet sets and translation
groups, kept per state of the index."""

import sqlite3
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from search.engines.embedded import bitmaps

_MATCHES_KEPT = 256


@dataclass(slots=True)
class Snapshot:
    """One state of the index. `size` is the highest row number plus one; `clusters`
    gives each row its translation group."""

    file: Path
    generation: int
    size: int
    facets: dict[str, dict[str, int]]
    clusters: "array[int]"
    matches: OrderedDict[object, int] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bits(self, name: str, codes: Iterable[str]) -> int:
        """Return the rows that have one of the codes of a facet."""
        known = self.facets.get(name, {})
        found = 0
        for code in codes:
            found |= known.get(code, 0)
        return found

    def everything(self) -> int:
        """Return all rows."""
        return self.bits("language", self.facets.get("language", {}))

    def remembered(self, key: object, compute: Callable[[], int]) -> int:
        """Return the set computed for `key`, from memory when this state of the index has met it."""
        with self.lock:
            if key in self.matches:
                self.matches.move_to_end(key)
                return self.matches[key]
        found = compute()
        with self.lock:
            self.matches[key] = found
            while len(self.matches) > _MATCHES_KEPT:
                self.matches.popitem(last=False)
        return found


def cluster_number(group: str) -> int:
    """Return the number by which a translation group is known in `Snapshot.clusters`."""
    return int.from_bytes(blake2b(group.encode(), digest_size=8).digest(), "little")


def state(connection: sqlite3.Connection, name: str) -> object:
    """Return a value of table `state`, None when it is not there."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def read(connection: sqlite3.Connection, file: Path) -> Snapshot:
    """Read the snapshot of the index as this connection's transaction sees it."""
    facets: dict[str, dict[str, int]] = {}
    for name, code, bits in connection.execute("SELECT name, code, bits FROM facet"):
        facets.setdefault(name, {})[code] = bitmaps.load(bits)
    clusters = array("Q")
    stored = state(connection, "clusters")
    clusters.frombytes(stored if isinstance(stored, bytes) else b"")
    return Snapshot(file, generation(connection), max(len(clusters), 1), facets, clusters)


def generation(connection: sqlite3.Connection) -> int:
    """Return the number that grows with every change of the index."""
    value = state(connection, "generation")
    return value if isinstance(value, int) else 0
