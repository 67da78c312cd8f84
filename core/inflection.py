"""Words of a text and their inflections: a port. The room that knows languages (``search``) fills it when it is ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class Span(Protocol):
    """One word of a text, normalised, with its offsets in it."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Inflection:
    """What a word shares with its inflections, accents folded. ``known``: a dictionary has the word.

    Stems join more than inflections (``document``, ``documentation``): they count only where a dictionary cannot tell.
    """

    lemmas: frozenset[str]
    stems: frozenset[str]
    known: bool

    @property
    def keys(self) -> frozenset[str]:
        """Words that are the same share at least one of these."""
        return self.lemmas | self.stems

    def is_same(self, other: "Inflection") -> bool:
        """Whether both are inflections of one word."""
        if self.lemmas & other.lemmas:
            return True
        return not (self.known and other.known) and bool(self.stems & other.stems)


@dataclass(frozen=True, slots=True)
class Analysis:
    """``spans(text)`` gives the words of a text; ``inflection(word, language)`` what one has in common with its relatives."""

    spans: Callable[[str], Iterable[Span]]
    inflection: Callable[[str, str], Inflection]


_analysis: Analysis | None = None


def use(analysis: Analysis) -> None:
    """Called once by the room that knows."""
    global _analysis
    _analysis = analysis


def spans(text: str) -> Iterable[Span]:
    """The words of a text. Raises LookupError when no room has registered."""
    return _registered().spans(text)


def inflection(word: str, language: str) -> Inflection:
    """Of one normalised word. Raises LookupError when no room has registered."""
    return _registered().inflection(word, language)


def _registered() -> Analysis:
    if _analysis is None:
        raise LookupError("No room has registered an analysis of words.")
    return _analysis
