"""Where in a text the words stand that were asked for, in any inflection."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from core.i18n.languages import LANGUAGES
from search import analysis

Spot = tuple[int, int, frozenset[int]]
"""Start and end of a word in a text, and the numbers of the things it belongs to."""

_LATIN_END = 0x250
_LATIN = {letter: analysis.fold(letter)[:1] for letter in map(chr, range(_LATIN_END)) if letter.isalnum()}


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*(analysis.function_words(code) for code in LANGUAGES))


def telling(words: Iterable[str]) -> frozenset[str]:
    """Return words (normalised) but for the function words of any language, unless there are no others."""
    words = frozenset(words)
    small = _function_words()
    return frozenset(word for word in words if analysis.fold(word) not in small) or words


class Spotter:
    """Finds in texts the words (normalised) of several things that were asked for; see `spotter`."""

    def __init__(self, things: Sequence[Iterable[str]]) -> None:
        self._exact: dict[str, frozenset[int]] = {}
        self._forms: dict[str, dict[str, frozenset[int]]] = {code: {} for code in LANGUAGES}
        for number, words in enumerate(things):
            words = tuple(words)
            _put(self._exact, map(analysis.fold, words), number)
            for code, forms in self._forms.items():
                _put(forms, (form for word in words for form in analysis.query_forms(word, code)), number)
        starts = {form[: max(3, len(form) - 2)] for forms in self._forms.values() for form in forms}
        self._starts = tuple(sorted(start for start in starts.union(self._exact) if start))
        self._shortest = min(map(len, self._starts), default=0)
        self._heads = frozenset(start[: self._shortest] for start in self._starts)
        self._candidates = _words_beginning_with(frozenset(start[0] for start in self._starts))

    def spots(self, text: str, language: str) -> Iterator[Spot]:
        """Yield every word of a text in a language (ISO 639-1) that was asked for, in their order."""
        forms = self._forms.get(language, {})
        for match in self._candidates.finditer(text):
            word = match.group()
            folded = analysis.fold(word)
            # Few words begin like one that was asked for; only those are worth an analysis.
            if folded[: self._shortest] not in self._heads or not folded.startswith(self._starts):
                continue
            found = self._exact.get(folded) or _of_any(forms, analysis.forms(analysis.normalise(word), language))
            if found:
                yield *match.span(), found


@lru_cache(maxsize=64)
def spotter(things: tuple[frozenset[str], ...]) -> Spotter:
    """Return what finds the words of these things, kept for the next page of the same search."""
    return Spotter(things)


def _put(known: dict[str, frozenset[int]], keys: Iterable[str], number: int) -> None:
    new = dict.fromkeys(keys, frozenset((number,)))
    for key in known.keys() & new.keys():
        new[key] |= known[key]
    known.update(new)


def _of_any(known: dict[str, frozenset[int]], keys: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*(known[key] for key in keys if key in known))


@lru_cache(maxsize=64)
def _words_beginning_with(letters: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the words whose first letter, folded, is one of these: most words of a text are passed over without a
    look. Letters beyond Latin are always let in."""
    others = [code for code in range(_LATIN_END) if _LATIN.get(chr(code), "") not in letters]
    # What is no such letter, as ranges, takes a tenth of the time that all such letters take to compile. The class stands
    # before what is asked of it: so the search jumps from one such letter to the next.
    return re.compile(rf"[^{_ranges(others)}](?<=[^\W_])(?<![^\W_].)[^\W_]*", re.DOTALL)


def _ranges(codes: list[int]) -> str:
    """Return ascending code points as the inside of a class of a pattern."""
    breaks = [at for at in range(1, len(codes)) if codes[at] != codes[at - 1] + 1]
    runs = [(codes[start], codes[stop - 1]) for start, stop in pairwise([0, *breaks, len(codes)])]
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs)
