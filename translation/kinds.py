"""What kinds of things are translated. Each says the same of its things, whatever keeps their texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from translation.passages import Passage


@dataclass(frozen=True, slots=True)
class Said:
    """What a translator has written for a passage.

    ``kept``: taken over from before an edit of the source; ``reused``: from the memory. Nobody has looked since.
    """

    text: str
    machine: bool = False
    kept: bool = False
    reused: bool = False
    author: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A thing in one language. ``pk`` is that of the page or row, ``""`` without one.

    ``own``: somebody writes, or has written, a text in this language; ``live``: readers read it. ``texts``: as it stands, drafts
    included; ``shown``: what readers read of it. ``said``: of a version written passage by passage, by path and source text;
    ``None`` for one written in a form of its own. ``newer``: written after the original as it is; who wrote before had not read it.
    ``author`` saved it last.
    """

    pk: str
    own: bool
    live: bool
    texts: Sequence[Passage] = ()
    shown: frozenset[str] = frozenset()
    said: Mapping[tuple[str, str], Said] | None = None
    newer: bool = True
    author: int | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing with its texts. ``source``: pk of the locale it was first written in; ``versions`` by pk of the locale, without it."""

    title: str
    content_type: int
    source: int
    source_pk: str
    live: bool
    passages: Sequence[Passage]
    versions: Mapping[int, Version] = field(default_factory=dict)
    changed_at: datetime | None = None


Carried = Mapping[int, Mapping[tuple[str, str], str]]
"""``{locale: {(path, text of the source): text}}``"""


class Kind(Protocol):
    """A kind of things."""

    @property
    def code(self) -> str:
        """Its name in the database."""
        ...

    def keys(self) -> Iterable[str]:
        """Of all things there are."""
        ...

    def read(self, key: str, source: int | None) -> Thing | None:
        """The thing as it is now; ``None`` when nothing is left of it. ``source``: the language it was known to be written in."""
        ...

    def carry(self, key: str, source: int, texts: Carried, remembered: Carried) -> bool:
        """Brings what translators work on to the source as it is, with the texts it had and those of the memory.

        Whether that changed what ``read`` says.
        """
        ...

    def form_url(self, content_type: Any, source_pk: str, target_pk: str, language: str) -> str:
        """Where a version is written, or begun when there is none."""
        ...


@runtime_checkable
class Written(Kind, Protocol):
    """A kind whose versions are written passage by passage: those with ``said``, or all of a kind that is ``InPlace``."""

    def say(
        self, key: str, locale: int, texts: Mapping[tuple[str, str], str], user: Any, *, machine: bool = False
    ) -> Sequence[tuple[str, str]]:
        """Writes texts by path and source text into the draft of a language; ``""`` takes one away.

        ``user`` wrote them, or had a machine write them. Returns those there is no place for any more.
        """
        ...


@runtime_checkable
class Begun(Written, Protocol):
    """A written kind whose versions somebody has to begin."""

    def begin(self, source_pk: str, locale: int, user: Any) -> None:
        """Begins a version in a language that has none of its own; what readers read stays."""
        ...


@runtime_checkable
class InPlace(Written, Protocol):
    """A written kind whose things hold the texts of all languages, each of which may be written at any time.

    A thing does not know which of its texts answers which of the original's: the desk's renderings do.
    """

    def as_read(self, path: str, text: str) -> str:
        """A text as ``read`` gives it back once it is written."""
        ...

    def closed(self, key: str, user: Any) -> str:
        """Why ``user`` may not write in the thing just now, as a sentence; ``""`` when nothing stands against it."""
        ...

    def may_publish(self, user: Any, thing: Any) -> bool:
        """Whether somebody may decide what readers see of ``thing`` in its form."""
        ...

    def publish(self, key: str, locale: int, user: Any) -> bool:
        """Shows readers what is written in a language, and nothing else of a draft. Whether there was anything to show. The rights are the
        caller's affair.

        Raises ValidationError for what cannot be shown, and while somebody decides about more than these texts.
        """
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Adds a kind. Rooms call it when they are ready."""
    _kinds[kind.code] = kind


def kinds() -> Mapping[str, Kind]:
    """All kinds by their codes."""
    return _kinds
