"""What a typed query asks for: words that must be there, words that may, phrases, synonyms, languages spoken.

Shared by all engines; knows words and languages, no syntax of any engine.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.i18n.languages import LANGUAGES
from search import analysis
from search.interface import SynonymGroup

MAX_TEXT = 200
MAX_WORDS = 12
_NEGATION_REACH = 3
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]{2,})["“”„«»]')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for. A text has it when it holds all `words` (any inflection), or one of the `others`.

    `words` are normalised; `others` are terms of one or more words; with `exact` the
    words must stand together as typed.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """`required` groups must all be there (engines may relax that), `helpful` ones only rank.

    `speaks` are languages in which the visitor wants to be received; `urgent` when another language was ruled out.
    """

    required: tuple[Group, ...] = ()
    helpful: tuple[Group, ...] = ()
    speaks: frozenset[str] = frozenset()
    urgent: bool = False
    also: tuple[str, ...] = ()


def understand(text: str, language: str, synonyms: Iterable[SynonymGroup] = ()) -> Understood:
    """Read a query typed by a visitor whose pages are in `language` (ISO 639-1). Never raises."""
    text = _CONTROL.sub(" ", text)[:MAX_TEXT]
    quoted = [Group(tuple(words), exact=True) for part in _QUOTED.findall(text) if (words := analysis.words(part))]
    typed = analysis.words(_QUOTED.sub(" ", text))[:MAX_WORDS]
    typed, ruled_out, named = _spoken(typed)
    speaks = frozenset({language} - ruled_out) if ruled_out else frozenset(named)
    small, asking = _small_words(typed, language)
    groups, also = _grouped(typed, small | asking, tuple(synonyms))
    required = [group for group, bare in groups if not bare]
    helpful = [group for group, bare in groups if bare and analysis.fold(group.words[0]) in asking]
    if not required and not quoted and not speaks:
        required, helpful = [group for group, _ in groups], []
    return Understood((*quoted, *required), tuple(helpful), speaks, bool(ruled_out), also)


def _spoken(typed: list[str]) -> tuple[list[str], set[str], set[str]]:
    """Take "no french" out of the words; return the others, the languages ruled out and those merely named."""
    names, negations = analysis.spoken_languages(), analysis.negations()
    kept: list[str] = []
    ruled_out: set[str] = set()
    named: set[str] = set()
    for word in typed:
        code = names.get(analysis.fold(word))
        nearby = range(max(0, len(kept) - _NEGATION_REACH), len(kept))
        start = next((at for at in nearby if analysis.fold(kept[at]) in negations), None)
        if code and start is not None:
            del kept[start:]
            ruled_out.add(code)
            continue
        if code:
            named.add(code)
        kept.append(word)
    return kept, ruled_out, named


def _small_words(typed: Sequence[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the function and request words of the page's language and of the language most typed words belong to."""
    folded = [analysis.fold(word) for word in typed]

    def small(code: str) -> int:
        return sum(word in analysis.function_words(code) or word in analysis.request_words(code) for word in folded)

    likely = max(LANGUAGES, key=lambda code: (small(code), code == language))
    codes = (language, likely)
    return (
        frozenset().union(*(analysis.function_words(code) for code in codes)),
        frozenset().union(*(analysis.request_words(code) for code in codes)),
    )


def _grouped(
    typed: Sequence[str], small: frozenset[str], synonyms: tuple[SynonymGroup, ...]
) -> tuple[list[tuple[Group, bool]], tuple[str, ...]]:
    """Cut the words into groups at the synonyms found; return each with whether it is
    only a small word, and the synonyms."""
    groups: list[tuple[Group, bool]] = []
    also: dict[str, None] = {}
    terms = _terms(synonyms)
    at = 0
    while at < len(typed):
        length, others = _longest_term(typed[at:], terms)
        words = tuple(typed[at : at + max(length, 1)])
        if length:
            labels = [label for label in others if not _same(words, analysis.words(label))]
            also.update(dict.fromkeys(labels))
            groups.append((Group(words, tuple(tuple(analysis.words(label)) for label in labels)), False))
        else:
            groups.append((Group(words), analysis.fold(words[0]) in small))
        at += len(words)
    return list(dict.fromkeys(groups)), tuple(also)


_Term = tuple[tuple[frozenset[str], ...], tuple[str, ...]]


@lru_cache(maxsize=16)
def _terms(synonyms: tuple[SynonymGroup, ...]) -> tuple[_Term, ...]:
    """Return every term as the marks of its words, with its group's labels; longest first."""
    terms = [
        (tuple(_marks(word) for word in analysis.words(term)), group.terms)
        for group in synonyms
        for term in group.terms
    ]
    return tuple(sorted((term for term in terms if term[0]), key=lambda term: -len(term[0])))


@lru_cache(maxsize=5000)
def _marks(word: str) -> frozenset[str]:
    """Return everything that two inflections of one word have in common, per language."""
    marks = {f"{code}_{form}" for code in LANGUAGES for form in analysis.query_forms(word, code)}
    return frozenset({*marks, analysis.fold(word)})


def _longest_term(typed: Sequence[str], terms: tuple[_Term, ...]) -> tuple[int, tuple[str, ...]]:
    """Return how many of the first words are a known term, and the labels of all groups that hold it."""
    longest, labels = 0, dict[str, None]()
    for marks, group in terms:
        if len(marks) < longest or len(marks) > len(typed):
            continue
        if all(mark & _marks(word) for mark, word in zip(marks, typed, strict=False)):
            longest = len(marks)
            labels.update(dict.fromkeys(group))
    return longest, tuple(labels)


def _same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether two terms are inflections of one another."""
    return len(words) == len(others) and all(
        _marks(word) & _marks(other) for word, other in zip(words, others, strict=True)
    )
