"""Which documents answer a query, and how many per facet."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.distance import bounding_box, distance_km
from search import analysis
from search.engines.embedded import bitmaps, matching
from search.engines.embedded.ranking import Ranking
from search.engines.embedded.schema import tag
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.spelling import Spelling
from search.extracts import Marker
from search.interface import FACETS, SPEAKS, FacetCount, Query
from search.understanding import Group, Understood, understand

FEW = 3
"""With fewer hits than this, mistyped words are corrected and not every word has to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`matching` are all documents that answer the words; `hits` those that also pass the filters, one per text."""

    matching: int
    hits: int
    ranking: Ranking
    marker: Marker
    corrected: Mapping[str, str]
    also: tuple[str, ...]
    relaxed: bool


@dataclass(frozen=True, slots=True)
class _Match:
    bits: int
    expression: str
    complete: int = 0
    corrected: tuple[tuple[str, str], ...] = ()
    relaxed: bool = False
    everything: bool = False


def find(connection: sqlite3.Connection, snapshot: Snapshot, spelling: Spelling, query: Query) -> Found:
    """Return what answers `query`."""
    asked = understand(query.text, query.language, query.synonyms)
    near = _near(connection, snapshot, query)
    match = _match(connection, snapshot, spelling, asked)
    if asked.urgent and asked.required:
        match = _with_speakers(snapshot, match, asked)
    if match.everything and near is None and not any(query.filters.values()):
        match = _Match(0, "")
    bits = match.bits & near if near is not None else match.bits
    hits = _one_language(snapshot, _filtered(snapshot, bits, query.filters), query)
    order = Ranking(
        expression=match.expression,
        own=snapshot.bits("language", [query.language]),
        speaks=snapshot.bits(SPEAKS, asked.speaks),
        urgent=asked.urgent,
        complete=match.complete,
        typed=_typed(connection, snapshot, asked),
        title=" ".join(analysis.exact_words(query.text[:200])),
    )
    return Found(
        matching=bits,
        hits=hits,
        ranking=order,
        marker=Marker((*asked.required, *asked.helpful), (word for _, word in match.corrected)),
        corrected=dict(match.corrected),
        also=asked.also,
        relaxed=match.relaxed,
    )


def count(snapshot: Snapshot, found: Found, query: Query) -> dict[str, tuple[FacetCount, ...]]:
    """Count each facet over the hits that the choices in the other facets leave."""
    counts = {}
    for name in FACETS:
        bits = found.hits
        if name == "language" or query.filters.get(name):
            others = {other: codes for other, codes in query.filters.items() if other != name}
            bits = _filtered(snapshot, found.matching, others)
            if name != "language":
                bits = _one_language(snapshot, bits, query)
        codes = ((code, (bits & members).bit_count()) for code, members in snapshot.facets.get(name, {}).items())
        counts[name] = tuple(
            FacetCount(code, number) for code, number in sorted(codes, key=lambda pair: (-pair[1], pair[0]))
        )
    return counts


def _filtered(snapshot: Snapshot, bits: int, filters: Mapping[str, tuple[str, ...]]) -> int:
    for name, codes in filters.items():
        if codes:
            bits &= snapshot.bits(name, codes)
    return bits


def _one_language(snapshot: Snapshot, bits: int, query: Query) -> int:
    """Keep one language of each text: the visitor's, else the one that has most hits, so the one the words belong to."""
    languages = {code: rows & bits for code, rows in snapshot.facets.get("language", {}).items() if rows & bits}
    if len(languages) < 2:
        return bits
    own = languages.pop(query.language, 0)
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

    return snapshot.remembered(("one language", query.language, bits), keep)


def _match(connection: sqlite3.Connection, snapshot: Snapshot, spelling: Spelling, asked: Understood) -> _Match:
    if not asked.required:
        if asked.speaks:
            return _Match(snapshot.bits(SPEAKS, asked.speaks), "")
        return _Match(snapshot.everything(), "", everything=True)

    def rows(expression: str) -> int:
        return snapshot.remembered(expression, lambda: matching.rows(connection, expression, snapshot.size))

    parts = [matching.group(group) for group in asked.required]
    every = " AND ".join(parts)
    bits = rows(every)
    if bits.bit_count() >= FEW:
        return _Match(bits, _with_helpful(every, asked.helpful))
    corrected = []
    for at, group in enumerate(asked.required):
        unknown = len(group.words) == 1 and not group.exact and not rows(parts[at])
        if unknown and (near := spelling.nearest(connection, snapshot.file, group.words[0])):
            parts[at] = matching.exact(near)
            corrected.append((group.words[0], near[0]))
    if corrected:
        every = " AND ".join(parts)
        bits = rows(every)
    match = _Match(bits, _with_helpful(every, asked.helpful), corrected=tuple(corrected))
    if bits.bit_count() >= FEW or len(parts) == 1:
        return match
    return _relaxed(match, [rows(part) for part in parts], parts)


def _typed(connection: sqlite3.Connection, snapshot: Snapshot, asked: Understood) -> int:
    """Return the documents with what was typed itself, when synonyms of it are searched too."""
    if not asked.also:
        return 0
    expression = " AND ".join(matching.group(replace(group, others=())) for group in asked.required)
    return snapshot.remembered(expression, lambda: matching.rows(connection, expression, snapshot.size))


def _with_speakers(snapshot: Snapshot, match: _Match, asked: Understood) -> _Match:
    """Let in every service that speaks the visitor's language when another one was ruled out."""
    speakers = snapshot.bits(SPEAKS, asked.speaks)
    if not speakers:
        return match
    tags = " OR ".join(f'tags : "{tag(SPEAKS, code)}"' for code in sorted(asked.speaks))
    return replace(match, bits=match.bits | speakers, expression=f"({match.expression}) OR {tags}")


def _with_helpful(expression: str, helpful: tuple[Group, ...]) -> str:
    if not helpful:
        return expression
    return f"({expression}) AND ({' OR '.join((f'({expression})', *(matching.group(group) for group in helpful)))})"


def _relaxed(match: _Match, sets: list[int], parts: list[str]) -> _Match:
    """Let in the documents that have as many of the parts as possible, until there are a few."""
    with_at_least = [0] * (len(sets) + 1)
    for rows in sets:
        for number in range(len(sets), 0, -1):
            with_at_least[number] |= rows & (with_at_least[number - 1] if number > 1 else -1)
    for number in range(len(sets) - 1, 0, -1):
        if with_at_least[number].bit_count() >= FEW or number == 1:
            bits = with_at_least[number]
            break
    if bits == match.bits:
        return match
    return replace(match, bits=bits, expression=" OR ".join(parts), complete=match.bits, relaxed=True)


def _near(connection: sqlite3.Connection, snapshot: Snapshot, query: Query) -> int | None:
    """Return the documents within `radius_km` of the point asked for, None when none was asked for."""
    if query.lat is None or query.lng is None or query.radius_km is None:
        return None
    west, south, east, north = bounding_box(query.lat, query.lng, query.radius_km)
    places = connection.execute(
        "SELECT id, lat, lng FROM document WHERE lat BETWEEN ? AND ? AND lng BETWEEN ? AND ?",
        (south, north, west, east),
    )
    return bitmaps.of(
        (row for row, lat, lng in places if distance_km(query.lat, query.lng, lat, lng) <= query.radius_km),
        snapshot.size,
    )
