"""Order: the visitor's language first, then how well a text answers."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.engines.embedded import bitmaps, matching, schema
from search.engines.embedded.snapshot import Snapshot
from search.interface import FADED

MOST_SCORED = 1500
"""With more hits than this, those with a word in title or names come first, and of each sort only so many are scored."""

_BM25 = f"bm25(text, {', '.join(str(schema.WEIGHTS[column]) for column in schema.COLUMNS)})"
_SCORES = f"SELECT rowid, {_BM25} FROM text WHERE text MATCH ? AND rowid < ? AND is_hit(rowid) LIMIT {MOST_SCORED}"  # noqa: S608
_KINDS = {"centre": 1.3, "case-study": 1.1, "module": 1.1}
_WHOLE_TITLE = 2.0
_SPEAKS = 1.3
_FADED = 0.3
_FIRST = 1_000_000.0
_ALL_WORDS = 3.0
_NO_SYNONYM = 3.0


Booster = Callable[[int, float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What decides the order.

    `complete` are the hits with every word when others were let in, `typed` those with the words themselves when
    synonyms were let in; `title` is the folded query.
    """

    expression: str
    own: int
    speaks: int = 0
    urgent: bool = False
    complete: int = 0
    typed: int = 0
    title: str = ""


def order(
    connection: sqlite3.Connection, snapshot: Snapshot, hits: int, ranking: Ranking, needed: int
) -> list[tuple[int, float]]:
    """Return the first `needed` rows of `hits` (or a few more) with their scores, best first."""
    ranked: list[tuple[int, float]] = []
    for part in (hits & ranking.own, hits & ~ranking.own):
        if len(ranked) < needed and part:
            ranked += _part(connection, snapshot, part, ranking, needed - len(ranked))
    return ranked


def _part(
    connection: sqlite3.Connection, snapshot: Snapshot, hits: int, ranking: Ranking, needed: int
) -> list[tuple[int, float]]:
    boost = _booster(connection, snapshot, ranking)
    if not ranking.expression:
        return sorted(((row, boost(row, 1.0)) for row in bitmaps.rows(hits)), key=lambda scored: -scored[1])
    if hits.bit_count() <= MOST_SCORED:
        return _scored(connection, ranking.expression, hits, boost)
    ranked = _scored(connection, f"{matching.TITLES} : ({ranking.expression})", hits, boost)
    if len(ranked) < needed:
        rest = hits & ~bitmaps.of((row for row, _ in ranked), snapshot.size)
        ranked += _scored(connection, ranking.expression, rest, boost)
    return ranked


def _scored(connection: sqlite3.Connection, expression: str, hits: int, boost: Booster) -> list[tuple[int, float]]:
    allowed = bitmaps.digits(hits)
    size = len(allowed)
    connection.create_function("is_hit", 1, lambda row: allowed[row] == "1")
    rows = connection.execute(_SCORES, (expression, size)).fetchall()
    # A service that is let in for its language alone has no words to score.
    scored = [(row, boost(row, max(-score, 0.01))) for row, score in rows]
    return sorted(scored, key=lambda one: (-one[1], one[0]))


def _booster(connection: sqlite3.Connection, snapshot: Snapshot, ranking: Ranking) -> Booster:
    sets: list[tuple[int, float]] = [(snapshot.bits("kind", [kind]), factor) for kind, factor in _KINDS.items()]
    sets += [(snapshot.bits(FADED, ["1"]), _FADED), (ranking.speaks, _SPEAKS)]
    sets += [(ranking.complete, _ALL_WORDS), (ranking.typed, _NO_SYNONYM)]
    sets.append((_titled(connection, ranking.title), _WHOLE_TITLE))
    used = [(bitmaps.digits(bits).ljust(snapshot.size, "0"), factor) for bits, factor in sets if bits]
    urgent = bitmaps.digits(ranking.speaks).ljust(snapshot.size, "0") if ranking.urgent else ""

    def boost(row: int, score: float) -> float:
        for digits, factor in used:
            if digits[row] == "1":
                score *= factor
        return score + _FIRST if urgent and urgent[row] == "1" else score

    return boost


def _titled(connection: sqlite3.Connection, title: str) -> int:
    """Return the documents whose whole title was typed."""
    rows: Iterable[tuple[int]] = connection.execute("SELECT id FROM document WHERE start = ? LIMIT 200", (title,))
    found = 0
    for (row,) in rows:
        found |= 1 << row
    return found if title else 0
