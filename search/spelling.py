"""Mistyped words: which of the spellings an index knows was meant, and which words nobody may correct."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from core.i18n.languages import LANGUAGES
from search import analysis
from search.expressions import Known
from search.keyboards import are_beside
from search.places import spot_named

CHOICES = 3
_SHORTEST = 4
_ACRONYM = 6
_ELSEWHERE = 0.75
"""What it counts, in slips, that a word is of another language than the likeliest."""
_LIKELIER = 0.25
"""What it counts, in slips, that letters only changed places or one stands twice. As much counts against it that the first letter
is another, and that the keys of two letters are far apart."""
_VOWELS = frozenset("aeiouy")


def may_be_mistyped(word: str, shown: str, language: str, dictionaries: tuple[str, ...] = LANGUAGES) -> bool:
    """Whether a word no text has may be a slip: no word of one of these dictionaries (accents aside), no place, no acronym, no number.

    `shown` is the word as it was typed.
    """
    if len(word) < _SHORTEST or not word.isalpha() or is_acronym(shown):
        return False
    return not analysis.is_word_but_for_marks(word, dictionaries) and spot_named(shown, language) is None


def is_acronym(shown: str) -> bool:
    """Whether a word is written like one: CISOK, NASpI, RVCC."""
    capitals = sum(letter.isupper() for letter in shown)
    return capitals >= 2 and (capitals == len(shown) <= _ACRONYM or capitals < len(shown))


def nearest(typed: str, candidates: Iterable[Known], languages: Sequence[str]) -> list[Known]:
    """Return up to three spellings of one language, the likeliest first; `typed` is folded, `languages` the likelier first.

    A word of the likeliest language is preferred to one that is as near in another, whatever its first letter.
    """

    def rank(one: Known) -> tuple[float, int, int]:
        place = languages.index(one.language) if one.language in languages else len(languages)
        # The first letter is seldom wrong, unless it changed places.
        first = one.word[0] != typed[0] and sorted(one.word[:2]) != sorted(typed[:2])
        unlikely = first + _is_unlikely(typed, one.word) - _is_likelier(typed, one.word)
        return one.distance + unlikely * _LIKELIER + (_ELSEWHERE if place else 0), place, -one.documents

    ordered = sorted(candidates, key=lambda one: (rank(one), one.word))
    if not ordered:
        return []
    best = ordered[0]
    same = [one for one in ordered if one.language == best.language and rank(one)[0] == rank(best)[0]]
    return same[:CHOICES]


def _is_likelier(typed: str, word: str) -> bool:
    """Whether letters changed places, or one stands twice in one of both: the slips that leave all letters of a word there."""
    return sorted(typed) == sorted(word) or (len(typed) != len(word) and _once(typed) == _once(word))


def _is_unlikely(typed: str, word: str) -> bool:
    """Whether one letter stands for another that neither lies beside it nor sounds like it, as vowels do."""
    if len(typed) != len(word):
        return False
    other = [pair for pair in zip(typed, word, strict=True) if pair[0] != pair[1]]
    return len(other) == 1 and not are_beside(*other[0]) and not _VOWELS.issuperset(other[0])


def _once(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
