"""Order: the visitor's language first, then how well a text answers."""

import sqlite3
from collections.abc import Callable, Iterable

from search.engines import fields
from search.engines.embedded import bitmaps, finding, matching
from search.engines.embedded.snapshot import Snapshot
from search.expressions import Boost, Request

MOST_SCORED = 1500
"""With more hits than this, those with a word in title or names come first, and of each sort only so many are scored."""

LEAST = 0.01
"""Score of what is found for another reason than its words."""

Booster = Callable[[int, float], float]
Sets = dict[str, int]
"""The documents each boost applies to, by its name."""


def boosted(connection: sqlite3.Connection, snapshot: Snapshot, boosts: Iterable[Boost]) -> Sets:
    """Return the documents of each boost."""

    def members(boost: Boost) -> int:
        if boost.facet:
            return snapshot.bits(*boost.facet)
        if boost.clauses:
            return matching.rows(connection, snapshot, matching.every(boost.clauses))
        return _titled(connection, boost.title)

    return {boost.name: members(boost) for boost in boosts}


def order(
    connection: sqlite3.Connection, snapshot: Snapshot, request: Request, hits: int, sets: Sets
) -> list[tuple[int, float]]:
    """Return the rows of the page asked for with their scores, best first."""
    needed = request.page * request.per_page
    expression = matching.scored(request)
    boost = _booster(snapshot, request, sets)
    if request.nearest:
        ranked = _nearest(connection, snapshot, request, hits, expression, boost)
    else:
        own = snapshot.bits("language", [request.language])
        ranked = []
        for part in (hits & own, hits & ~own):
            if len(ranked) < needed and part:
                ranked += _part(connection, snapshot, request, part, expression, boost, needed - len(ranked))
    return ranked[needed - request.per_page : needed]


def _nearest(
    connection: sqlite3.Connection, snapshot: Snapshot, request: Request, hits: int, expression: str, boost: Booster
) -> list[tuple[int, float]]:
    scores = dict(_scored(connection, request, hits, expression, boost))
    far = float("inf")
    away = finding.distances(connection, request, bitmaps.rows(hits))
    rows = sorted(bitmaps.rows(hits), key=lambda row: (away.get(row, far), -scores.get(row, 0.0), row))
    return [(row, scores.get(row, 0.0)) for row in rows]


def _part(
    connection: sqlite3.Connection,
    snapshot: Snapshot,
    request: Request,
    hits: int,
    expression: str,
    boost: Booster,
    needed: int,
) -> list[tuple[int, float]]:
    if not expression or hits.bit_count() <= MOST_SCORED:
        return _scored(connection, request, hits, expression, boost)
    ranked = _words(connection, request, hits, f"{matching.TITLES} : ({expression})", boost)
    if len(ranked) < needed:
        rest = hits & ~bitmaps.of((row for row, _ in ranked), snapshot.size)
        ranked += _words(connection, request, rest, expression, boost)
    if len(ranked) < needed:
        ranked += _unscored(hits, ranked, boost, LEAST)
    return ranked


def _scored(
    connection: sqlite3.Connection, request: Request, hits: int, expression: str, boost: Booster
) -> list[tuple[int, float]]:
    ranked = _words(connection, request, hits, expression, boost) if expression else []
    ranked += _unscored(hits, ranked, boost, LEAST if expression else 1.0)
    return sorted(ranked, key=lambda one: (-one[1], one[0]))


def _unscored(hits: int, ranked: list[tuple[int, float]], boost: Booster, base: float) -> list[tuple[int, float]]:
    """Return the hits that were found for another reason than their words."""
    seen = {row for row, _ in ranked}
    return [(row, boost(row, base)) for row in bitmaps.rows(hits) if row not in seen]


def _words(
    connection: sqlite3.Connection, request: Request, hits: int, expression: str, boost: Booster
) -> list[tuple[int, float]]:
    allowed = bitmaps.digits(hits)
    connection.create_function("is_hit", 1, lambda row: allowed[row] == "1")
    weights = ", ".join(str(float(request.weights[column])) for column in fields.COLUMNS)
    rows = connection.execute(
        f"SELECT rowid, bm25(text, {weights}) FROM text "  # noqa: S608 - numbers
        f"WHERE text MATCH ? AND rowid < ? AND is_hit(rowid) LIMIT {MOST_SCORED}",
        (expression, len(allowed)),
    ).fetchall()
    scored = [(row, boost(row, max(-score, LEAST))) for row, score in rows]
    return sorted(scored, key=lambda one: (-one[1], one[0]))


def _booster(snapshot: Snapshot, request: Request, sets: Sets) -> Booster:
    used = [
        (bitmaps.digits(sets[boost.name]).ljust(snapshot.size, "0"), boost.factor)
        for boost in request.boosts
        if sets[boost.name]
    ]

    def boost(row: int, score: float) -> float:
        for digits, factor in used:
            if digits[row] == "1":
                score *= factor
        return score

    return boost


def _titled(connection: sqlite3.Connection, title: str) -> int:
    """Return the documents whose whole title was typed."""
    rows: Iterable[tuple[int]] = connection.execute("SELECT id FROM document WHERE start = ? LIMIT 200", (title,))
    found = 0
    for (row,) in rows:
        found |= 1 << row
    return found if title else 0
