"""What an index is asked, in words and languages and in no engine's syntax, and what it answers.

Words are as `analysis.words` gives them: normalised, with accents. Nothing a visitor typed reaches an engine in another form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.i18n.languages import LANGUAGES
from search import weights
from search.interface import FacetCount

Facet = tuple[str, tuple[str, ...]]
"""(name, codes): documents that have one of the codes."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is spelled, accents aside; with `inflected` in any inflection of `languages` (ISO 639-1) too."""

    text: str
    inflected: bool = True
    languages: tuple[str, ...] = LANGUAGES


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as they are spelled, accents aside, standing together in this order."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing a text may hold: any of the alternatives, each of which is all of its parts."""

    any_of: tuple[tuple[Word | Phrase, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boost:
    """Multiplies the score by `factor` for documents with all `clauses`, with one of the codes of `facet`, or whose whole
    title, folded (`analysis.exact_words`), is `title`; one of the three is given."""

    name: str
    factor: float
    clauses: tuple[Clause, ...] = ()
    facet: Facet | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which documents, in which order.

    A document is found when it holds all `clauses` (`at_least` of them, if given), or has a facet of `let_in`, or always
    with `everything`; none of `without` may be in it. `optional` clauses only add to the score. `filters`: or inside a
    facet, and between. The order: `language` first, then bm25 over all fields as one, weighted, times the boosts; with
    `nearest` by distance. Of the documents of one group one is shown: that in `language`, else the best.

    `until` is a `time.monotonic()`; an engine raises EngineSlowError when it has passed.
    """

    language: str
    clauses: tuple[Clause, ...] = ()
    at_least: int | None = None
    optional: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()
    let_in: tuple[Facet, ...] = ()
    everything: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    boosts: tuple[Boost, ...] = ()
    weights: Mapping[str, float] = field(default_factory=lambda: weights.FIELDS)
    page: int = 1
    per_page: int = 20
    lat: float | None = None
    lng: float | None = None
    radius_km: float | None = None
    nearest: bool = False
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A found document as it was indexed, all plain text. `boosts` names those that applied."""

    source: str
    pk: str
    language: str
    kind: str
    title: str
    url: str
    summary: str
    body: str
    meta: tuple[str, ...] = ()
    lat: float | None = None
    lng: float | None = None
    score: float = 0.0
    boosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """One page of `count` texts, `own_count` of them in the visitor's language.

    `matching` counts documents with the clauses, before `let_in`, filters and grouping; `facets` what choosing each code would show. `partial`: some of
    the index did not answer.
    """

    hits: tuple[Match, ...] = ()
    count: int = 0
    own_count: int = 0
    matching: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A spelling (folded) that `documents` texts in `language` have, `distance` slips (OSA) from the one asked for."""

    word: str
    language: str
    documents: int
    distance: int
