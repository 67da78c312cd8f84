"""Which documents answer a request, and how many per facet."""

import sqlite3
from collections.abc import Iterable, Mapping

from core.distance import bounding_box, distance_km, distances_km
from search.engines.embedded import bitmaps, matching
from search.engines.embedded.snapshot import Snapshot
from search.expressions import Request
from search.interface import FACETS, FacetCount


def candidates(connection: sqlite3.Connection, snapshot: Snapshot, request: Request, holding: int) -> int:
    """Return the documents of `holding` and those let in, within the radius, before filters."""
    found = holding
    for name, codes in request.let_in:
        found |= snapshot.bits(name, codes)
    for one in request.without:
        found &= ~matching.rows(connection, snapshot, matching.clause(one))
    near = _near(connection, snapshot, request)
    return found if near is None else found & near


def hits(snapshot: Snapshot, bits: int, request: Request) -> int:
    """Return what the filters leave, one language of each text."""
    return _one_language(snapshot, _filtered(snapshot, bits, request.filters), request.language)


def count(snapshot: Snapshot, bits: int, found: int, request: Request) -> dict[str, tuple[FacetCount, ...]]:
    """Count each facet over the hits that the choices in the other facets leave; `found` are the hits of `bits`."""
    counts = {}
    for name in FACETS:
        counted = found
        if name == "language" or request.filters.get(name):
            others = {other: codes for other, codes in request.filters.items() if other != name}
            counted = _filtered(snapshot, bits, others)
            if name != "language":
                counted = _one_language(snapshot, counted, request.language)
        codes = ((code, (counted & members).bit_count()) for code, members in snapshot.facets.get(name, {}).items())
        counts[name] = tuple(
            FacetCount(code, number) for code, number in sorted(codes, key=lambda pair: (-pair[1], pair[0]))
        )
    return counts


def distances(connection: sqlite3.Connection, request: Request, rows: Iterable[int]) -> dict[int, float]:
    """Return kilometres from the point asked for, of those rows that have a place."""
    if request.lat is None or request.lng is None:
        return {}
    wanted = set(rows)
    places = connection.execute("SELECT id, lat, lng FROM document WHERE lat IS NOT NULL")
    found = [place for place in places if place[0] in wanted]
    if not found:
        return {}
    ids, lats, lngs = zip(*found, strict=True)
    return dict(zip(ids, distances_km(request.lat, request.lng, lats, lngs).tolist(), strict=True))


def _filtered(snapshot: Snapshot, bits: int, filters: Mapping[str, tuple[str, ...]]) -> int:
    for name, codes in filters.items():
        if codes:
            bits &= snapshot.bits(name, codes)
    return bits


def _one_language(snapshot: Snapshot, bits: int, language: str) -> int:
    """Keep one language of each text: the visitor's, else the one that has most hits, so the one the words belong to."""
    languages = {code: rows & bits for code, rows in snapshot.facets.get("language", {}).items() if rows & bits}
    if len(languages) < 2:
        return bits
    own = languages.pop(language, 0)
    ordered = sorted(languages.items(), key=lambda item: (-item[1].bit_count(), item[0]))

    def keep() -> int:
        clusters = snapshot.clusters
        seen = {clusters[row] for row in bitmaps.rows(own)}
        kept: list[int] = []
        for _, rows in ordered:
            new = [row for row in bitmaps.rows(rows) if clusters[row] not in seen]
            seen.update(clusters[row] for row in new)
            kept += new
        return own | bitmaps.of(kept, snapshot.size)

    return snapshot.remembered(("one language", language, bits), keep)


def _near(connection: sqlite3.Connection, snapshot: Snapshot, request: Request) -> int | None:
    """Return the documents within `radius_km` of the point asked for, None when none was asked for."""
    if request.lat is None or request.lng is None or request.radius_km is None:
        return None
    west, south, east, north = bounding_box(request.lat, request.lng, request.radius_km)
    places = connection.execute(
        "SELECT id, lat, lng FROM document WHERE lat BETWEEN ? AND ? AND lng BETWEEN ? AND ?",
        (south, north, west, east),
    )
    return bitmaps.of(
        (row for row, lat, lng in places if distance_km(request.lat, request.lng, lat, lng) <= request.radius_km),
        snapshot.size,
    )
