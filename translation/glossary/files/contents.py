"""What a file says, whatever its form; nothing of it is believed yet.

What a file leaves empty it does not say: an import adds and changes, and takes nothing away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from translation.exchange.mistakes import Mistake

MAX_BYTES = 1_000_000
MAX_TERMS = 5_000


@dataclass(frozen=True, slots=True)
class SentTerm:
    """A term; ``None``: the file does not say. ``pk``: which term here it was when the file was written."""

    line: int
    language: str
    text: str
    pk: int | None = None
    status: str | None = None
    source: str = ""
    confirmed: bool | None = None


@dataclass(slots=True)
class SentConcept:
    """A concept. ``version``: ``Concept.changed_at`` when the file was written, as ``stamp`` writes it."""

    line: int
    key: str
    version: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    """``source``, ``uri``, ``note``: those that are said."""
    definitions: dict[str, str] = field(default_factory=dict)
    terms: list[SentTerm] = field(default_factory=list)


@dataclass(slots=True)
class Sent:
    """A whole file. ``unknown``: (line, name) of what it has and the glossary has no place for."""

    concepts: list[SentConcept] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)


def stamp(moment: datetime) -> str:
    """A moment as files carry it."""
    return moment.isoformat(timespec="microseconds")


def doubled_in(sent: Sent) -> Iterator[Mistake]:
    """Terms that a concept of the file has twice, by their words or by their number."""
    for concept in sent.concepts:
        seen: set[object] = set()
        for term in concept.terms:
            names = {(term.language, " ".join(term.text.split()).casefold()), *([term.pk] if term.pk else [])}
            if names & seen:
                yield Mistake(
                    term.line,
                    _("“%(term)s” stands twice in the concept %(key)s.") % {"term": term.text, "key": concept.key},
                )
            seen |= names
