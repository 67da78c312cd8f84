"""Hits as the results page shows them: in two groups, with what is said around each."""

from dataclasses import dataclass

from search.interface import Hit, Results
from search.labels import kind_label


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with its kind in words, its place and the facts under the extract."""

    hit: Hit
    kind: str
    place: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Hits under one heading: in the visitor's language, or in others. `count` is over all pages."""

    own: bool
    count: int
    rows: list[HitLine]


def groups_of(found: Results, language: str) -> list[HitGroup]:
    """The hits of one page in groups; a group without hits on this page is left out."""
    rows = [HitLine(hit, kind_label(hit.kind), hit.meta[0] if hit.meta else "", hit.meta[1:]) for hit in found.hits]
    own = [row for row in rows if row.hit.language == language]
    other = [row for row in rows if row.hit.language != language]
    groups = [HitGroup(True, found.own_count, own), HitGroup(False, found.count - found.own_count, other)]
    return [group for group in groups if group.rows]
