"""What every search engine promises, and the values that travel to and from it.

An engine knows documents, not models: it never reads the main database, so that pages can be found while that is busy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

FACETS = ("kind", "language", "competence", "audience", "country", "year")
"""The facets an engine counts; `kind` and `language` come from the document itself."""

FADED = "faded"
"""Facet of documents that are `Document.faded`. Ranks, is not counted."""

SPEAKS = "speaks"
"""Facet of documents about a service: the languages (ISO 639-1) in which people are
received there. Ranks, is not counted."""

MAX_PAGE = 50
"""Pages of results anybody looks at; later ones are answered with this one."""

Key = tuple[str, str]
"""(source, pk): one object; it may have a document in each of several languages."""


class EngineError(Exception):
    """The engine cannot answer now (no file, refused, timed out). The text is for the log, not for visitors."""


class EngineBusyError(EngineError):
    """The engine takes no changes now because it is being rebuilt; they must be tried again after that."""


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

    `page` counts from 1; `radius_km` around (`lat`, `lng`) keeps only documents with a place inside it.
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


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an extract; `hit` says that it is a found word. Plain text: escape it when rendering."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found document. `extract` is in the document's language, as is `meta`."""

    source: str
    pk: str
    title: str
    url: str
    kind: str
    language: str
    extract: tuple[Segment, ...] = ()
    meta: tuple[str, ...] = ()
    score: float = 0.0
    lat: float | None = None
    lng: float | None = None

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
    """An answer. `hits` is one page of `count`, the `own_count` hits in the visitor's language first.

    `corrected` maps typed words to those searched instead; `also` lists the synonyms that were searched; `relaxed`
    says that not every word had to be there, `speaking_first` that services in the visitor's language come first
    because the visitor ruled another one out.
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    own_count: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    relaxed: bool = False
    speaking_first: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that completes what was typed."""

    title: str
    url: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Health:
    """`ok` is false when searches fail or the index must be rebuilt; `detail` says in English what to do."""

    ok: bool
    documents: int
    detail: str = ""


class Engine(Protocol):
    """The interface. Every method may raise `EngineError`; none raises because of what a visitor typed."""

    def index(self, documents: Iterable[Document]) -> int:
        """Add or replace documents, all or none; returns how many."""
        ...

    def replace(self, keys: Iterable[Key], documents: Iterable[Document]) -> int:
        """Drop every document of `keys` and add `documents`, all or none; returns how many were added."""
        ...

    def delete(self, keys: Iterable[Key]) -> int:
        """Drop every document of the objects; returns how many went."""
        ...

    def search(self, query: Query) -> Results:
        """Find, rank, count."""
        ...

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Complete what was typed with titles, those in `language` first."""
        ...

    def facets(self, query: Query) -> Mapping[str, tuple[FacetCount, ...]]:
        """Count without fetching hits."""
        ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make a new index and put it in the place of the old one at once; readers see the old one until then."""
        ...

    def indexed(self) -> set[tuple[str, str, str]]:
        """Return (source, pk, language) of every document, for `manage.py search check`."""
        ...

    def health(self) -> Health:
        """Say whether the index can answer; never raises."""
        ...
