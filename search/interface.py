"""The values that travel to and from every search engine; `search.engines.base.Engine` says what an engine does with them.

An engine knows documents, not models: it never reads the main database, so that pages can be found while that is busy.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

FACETS = ("kind", "language", "competence", "audience", "country", "year")
"""The facets an engine counts; `kind` and `language` come from the document itself."""

FADED = "faded"
"""Facet of documents that are `Document.faded`. Ranks, is not counted."""

SPEAKS = "speaks"
"""Facet of documents about a service: the languages (ISO 639-1) in which people are
received there. Ranks, is not counted."""

NEED, SERVICE, ACCESS, AREA = "need", "service", "access", "area"
"""Facets of documents about a centre: codes of vocabularies, and the subdivisions it lies in (`FR`, `FR.84`). They choose and
rank, are not counted."""

KEPT_FACETS = (*FACETS, FADED, SPEAKS, NEED, SERVICE, ACCESS, AREA)
"""Every facet an index keeps."""

MAX_PAGE = 50
"""Pages of results anybody looks at; later ones are answered with this one."""

Key = tuple[str, str]
"""(source, pk): one object; it may have a document in each of several languages."""


class EngineError(Exception):
    """The engine cannot answer now. The text is for operators, not for visitors."""


class EngineRefusedError(EngineError):
    """No connection, no right, no space, an index that is missing or red, or an answer that is none."""


class EngineSlowError(EngineError):
    """The answer did not come in the time the query allowed."""


class EngineVersionError(EngineError):
    """The server is too old, or the index was made by other code and must be rebuilt."""


class EngineBusyError(EngineError):
    """Another rebuild of the same index is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing to find, in one language.

    `source` and `pk` identify the object, `group` the translations of one text (default: source and pk); of a group
    only one language is shown. `body` is plain text. `facets` maps facet names to codes. `meta` holds short facts in
    the document's language: the first is shown beside the kind, the others under the extract. `faded`: over or closed,
    to rank below what people can still use. `lat`, `lng`: WGS 84 degrees.
    """

    source: str
    pk: str | int
    language: str
    kind: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    names: tuple[str, ...] = ()
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    meta: tuple[str, ...] = ()
    lat: float | None = None
    lng: float | None = None
    group: str = ""
    faded: bool = False

    @property
    def key(self) -> Key:
        """The object this document is about."""
        return self.source, str(self.pk)

    @property
    def group_key(self) -> str:
        """What the translations of this document share."""
        return self.group or f"{self.source}:{self.pk}"

    @property
    def digest(self) -> str:
        """A short hash of every field: two documents that differ in anything an index keeps have different ones."""
        facets = {name: given for name, codes in self.facets.items() if (given := sorted(map(str, codes)))}
        parts = (
            *(*self.key, self.language, self.kind, self.title, self.url, self.summary, self.body, self.names),
            *(facets, self.meta, self.lat, self.lng, self.group_key, self.faded),
        )
        return blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """What an object gives to find now: `documents`, in any number of languages; none when it is gone or not public.

    `version` grows: of two changes of one object the one with the lower version was read earlier, and never wins.
    """

    key: Key
    version: int
    documents: tuple[Document, ...] = ()


class Verdict(StrEnum):
    """What became of a change."""

    DONE = "done"
    RETRY = "try again"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`DONE`: the index holds this version or a newer one. `RETRY`: later, `reason` says why in English. `REFUSED`: the
    engine will never take it as it is."""

    verdict: Verdict
    reason: str = ""


DONE = Outcome(Verdict.DONE)


@dataclass(frozen=True, slots=True)
class Indexed:
    """One document as an index holds it; `digest` is that of the `Document` it was made from."""

    source: str
    pk: str
    language: str
    digest: str


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Terms that find one another; each may have several words. `language` is where editors keep the group."""

    language: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What people say when something happens to them (`phrases`, in `language`), and the codes it leads to."""

    language: str
    need: str
    service: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question. `language` is the visitor's; `filters` maps names in `FACETS` to
    chosen codes (or inside, and between).

    `page` counts from 1; `radius_km` around (`lat`, `lng`) keeps only documents with a place inside it; `nearest` orders by
    distance from there, documents without a place last. `deadline`: seconds the engine may take in all, None for no limit.
    `events` are the editors' life events; `undone` what the visitor does not want done (kinds of a meaning, "synonyms",
    "spelling").
    """

    text: str
    language: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: tuple[SynonymGroup, ...] = ()
    page: int = 1
    per_page: int = 20
    lat: float | None = None
    lng: float | None = None
    radius_km: float | None = None
    nearest: bool = False
    deadline: float | None = None
    events: tuple[LifeEvent, ...] = ()
    undone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an extract; `hit` says that it is a found word. Plain text: escape it when rendering."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found document. `extract` is in the document's language, as is `meta`.

    `boosts` names the boosts that applied (`expressions.Boost`); `score` without their factors is that of the words.
    `heading` is the title with marks; `km` how far it is from the place asked for.
    """

    source: str
    pk: str
    title: str
    url: str
    kind: str
    language: str
    heading: tuple[Segment, ...] = ()
    extract: tuple[Segment, ...] = ()
    meta: tuple[str, ...] = ()
    score: float = 0.0
    boosts: tuple[str, ...] = ()
    lat: float | None = None
    lng: float | None = None
    km: float | None = None

    @property
    def text(self) -> str:
        """The extract without marks."""
        return "".join(segment.text for segment in self.extract)


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many hits choosing `code` would show, with what is chosen in the other facets."""

    code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """An answer. `hits` is one page of `count`: `near` centres of the place or need asked for, `complete`
    texts with every word when the others have some of them, then the visitor's language (`own_count`) before the others. The first
    two stand on the first page only, the near ones beside its other hits.

    `place` is the place that was understood, `elsewhere` says that the centres are the nearest ones, not there. Without a hit,
    `spare` are the nearest centres, and `parts` the typed words that some texts have, with their number.
    `understood` are (kind, code) pairs that were read out of the words; `searched` are other spellings that were searched.

    `corrected` maps typed words to those searched instead; `also` lists the synonyms that were searched; `relaxed`
    says that not every word had to be there, `speaking_first` that services in the visitor's language come first
    because the visitor ruled another one out. `partial`: some of the index did not answer. `fallback`: the answer is the
    embedded engine's, because the one that should answer does not.
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    own_count: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    relaxed: bool = False
    speaking_first: bool = False
    partial: bool = False
    fallback: bool = False
    near: int = 0
    complete: int = 0
    place: str = ""
    elsewhere: bool = False
    spare: tuple[Hit, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that completes what was typed."""

    title: str
    url: str
    kind: str
    language: str


class Breaker(StrEnum):
    """Whether an engine is asked: always, not for some seconds, or once to see whether it is well again."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`ok` is false when searches fail or the index must be rebuilt; `detail` says in English what to do.

    `engine` and `version` name who answers, `latency_ms` how long it took to say so. `lag_seconds` is the age of the oldest
    change that waits for this index, None when nobody looked. `breaker` is that of this process. `parts`: the engines behind
    this one.
    """

    ok: bool
    documents: int
    detail: str = ""
    engine: str = ""
    version: str = ""
    latency_ms: float | None = None
    lag_seconds: float | None = None
    breaker: Breaker = Breaker.CLOSED
    parts: tuple["Health", ...] = ()
