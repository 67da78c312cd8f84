"""Hits as the results page shows them: in groups, with what is said around each."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from search.interface import Hit, Results
from search.labels import kind_label


class Why(StrEnum):
    """Why hits stand together."""

    THERE = "there"
    """Centres of the place asked for."""
    NEAREST = "nearest"
    """Centres that serve the need, the nearest to that place."""
    HELPING = "helping"
    """Centres that serve the need."""
    COMPLETE = "complete"
    """Texts with every word, above those with some of them."""
    OWN = "own"
    """Texts in the visitor's language."""
    OTHER = "other"
    """Texts in other languages."""


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with its kind in words, its place and the facts under the extract. `namesake`: another hit has the same title."""

    hit: Hit
    kind: str
    place: str
    facts: tuple[str, ...]
    namesake: bool = False


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Hits under one heading. `count` is over all pages."""

    why: Why
    count: int
    rows: list[HitLine]


def groups_of(found: Results, language: str, page: int = 1) -> list[HitGroup]:
    """The hits of one page in groups; a group without hits on this page is left out."""
    rows = lines_of(found.hits)
    near, complete = (found.near, found.complete) if page <= 1 else (0, 0)
    others = rows[near + complete :]
    own = [row for row in others if row.hit.language == language]
    foreign = [row for row in others if row.hit.language != language]
    elsewhere = Why.NEAREST if found.elsewhere else Why.THERE
    groups = [
        HitGroup(elsewhere if found.place else Why.HELPING, found.near, rows[:near]),
        HitGroup(Why.COMPLETE, found.complete, rows[near : near + complete]),
        HitGroup(Why.OWN, found.own_count, own),
        HitGroup(Why.OTHER, found.count - found.near - found.complete - found.own_count, foreign),
    ]
    return [group for group in groups if group.rows]


def lines_of(hits: tuple[Hit, ...]) -> list[HitLine]:
    """Hits with what is said around them."""
    titles = Counter(hit.title.casefold() for hit in hits)
    return [
        HitLine(
            hit,
            kind_label(hit.kind),
            hit.meta[0] if hit.meta else "",
            hit.meta[1:],
            namesake=titles[hit.title.casefold()] > 1,
        )
        for hit in hits
    ]
