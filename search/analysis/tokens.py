"""Words: where a text is cut, the same for all languages because a query does not say its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.folding import fold, normalise

MAX_WORD = 60
"""A longer run of letters is cut here: no real word is, and an index must not store hostile ones."""

_APOSTROPHES = "'’ʼ`´"
_ELIDED = frozenset(
    # French
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu "  # noqa: SIM905
    # Italian
    "un dell all nell sull dall coll bell quell quest sant anch com dov cos gl v nient tutt senz".split()
)
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}](?=\s?[^\W_]))?")
_LETTERS = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_COMBINING = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: `text` normalised with accents, `start` and `end` its offsets in the original string."""

    text: str
    start: int
    end: int


def spans(text: str) -> Iterator[Token]:
    """Yield the words of `text` with their offsets, elided articles (`l'`, `dell'`) and possessive `'s` left out.

    Some write a space behind an elided article (`l' assemblea`).
    """
    after_apostrophe = False
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        elides = word[-1] in _APOSTROPHES
        if elides:
            word, end = word[:-1], end - 1
        word = normalise(word)
        possessive = after_apostrophe and word == "s"
        after_apostrophe = elides and not text[end + 1 : end + 2].isspace()
        if possessive or (elides and word in _ELIDED):
            continue
        yield Token(word[:MAX_WORD], start, end)


def words(text: str) -> list[str]:
    """Return the words of `text` in order, normalised, accents kept for the stemmers."""
    if _COMBINING.search(text):
        text = normalise(text)
    if _APOSTROPHE.search(text):
        return [token.text for token in spans(text)]
    # Nothing is elided: a quarter of the time, which is most of that of a rebuild.
    return list(map(_written, _LETTERS.findall(text)))


@lru_cache(maxsize=200_000)
def _written(word: str) -> str:
    return normalise(word)[:MAX_WORD]


def exact_words(text: str) -> list[str]:
    """Return the words of `text` in order, accents folded: what exact fields and suggestions compare."""
    return [fold(word) for word in words(text)]
