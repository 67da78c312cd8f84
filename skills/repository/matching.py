"""What a text about a job has in common with the repository: words are found, nobody is judged.

Two things are looked for, both in any inflection: the words by which jobs name a competence (``words``), and the words that
only the items of one competence have.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.i18n.languages import LANGUAGES
from search import analysis
from skills.repository.items import Area, Repository, language_for
from skills.repository.words import Term, terms_of
from skills.vocabularies import ItemKind

GAP = 3
"""Words that may stand between two words of a term."""
CLEAR = 2
"""As many terms of a competence in a text show that it is about it; one may be chance."""
LONGEST = 20_000
"""Characters of a text; what is longer is not taken."""
_OWN_WORDS = 2
"""As many words that are an item's own must be in the text for it to be one of those to begin with."""


class Touch(StrEnum):
    """How much of a competence there is in a text."""

    CLEAR = "clear"
    FAINT = "faint"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """What of one competence was found. ``words``: as they stand in the text, each once.

    ``codes``: of the items to begin with, for people to judge: the tasks of what is clearly there, and what shares words.
    """

    letter: str
    touch: Touch
    words: tuple[str, ...]
    codes: tuple[str, ...]


def likely_language(text: str, reader: str) -> str:
    """The language most small words of a text belong to; the reader's when none has more."""
    words = analysis.exact_words(text)

    def small(code: str) -> int:
        known = analysis.function_words(code)
        return sum(word in known for word in words)

    return max(LANGUAGES, key=lambda code: (small(code), code == reader))


def matched(text: str, language: str, known: Repository) -> list[Found]:
    """What of each competence a text in ``language`` holds, from A to G."""
    tokens = list(analysis.spans(text))
    small = analysis.function_words(language)
    marks = [
        frozenset() if analysis.fold(token.text) in small else frozenset(analysis.forms(token.text, language))
        for token in tokens
    ]
    held = frozenset().union(*marks)
    own = _own_words(
        tuple(
            (item.code, item.texts[shown], shown)
            for item in known.items()
            if (shown := language_for(item.texts, language)) == language
        )
    )
    return [_found(area, text, tokens, marks, held, own, language) for area in known.areas]


def _found(
    area: Area,
    text: str,
    tokens: Sequence[analysis.Token],
    marks: Sequence[frozenset[str]],
    held: frozenset[str],
    own: dict[str, tuple[frozenset[str], ...]],
    language: str,
) -> Found:
    spans = [span for term in terms_of(language)[area.letter] if (span := _span(term, marks, held))]
    words = {
        analysis.fold(shown): shown
        for start, end in sorted(spans)
        if (shown := text[tokens[start].start : tokens[end].end])
    }
    # "the budget" and "budgets" are one word found, and a term within another tells nothing new.
    apart = [span for span in dict.fromkeys(spans) if not any(_within(span, other) for other in spans)]
    fitting = {item.code: sum(not held.isdisjoint(word) for word in own.get(item.code, ())) for item in area.items}
    touch = Touch.CLEAR if len(apart) >= CLEAR else Touch.FAINT if apart else Touch.NONE
    codes = tuple(
        item.code
        for item in area.items
        if touch != Touch.NONE
        and (fitting[item.code] >= _OWN_WORDS or (touch == Touch.CLEAR and item.kind == ItemKind.TASK))
    )
    return Found(area.letter, touch, tuple(words.values()), codes)


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _span(term: Term, marks: Sequence[frozenset[str]], held: frozenset[str]) -> tuple[int, int] | None:
    """First and last word of the first place where a term stands."""
    if any(held.isdisjoint(word) for word in term):
        return None
    for start, mark in enumerate(marks):
        if mark.isdisjoint(term[0]):
            continue
        at = start
        for word in term[1:]:
            reach = range(at + 1, min(at + 2 + GAP, len(marks)))
            at = next((place for place in reach if not marks[place].isdisjoint(word)), -1)
            if at < 0:
                break
        if at >= 0:
            return start, at
    return None


@lru_cache(maxsize=12)
def _own_words(items: tuple[tuple[str, str, str], ...]) -> dict[str, tuple[frozenset[str], ...]]:
    """``{code: words}`` that no other competence has, each as its forms. ``items``: ``(code, text, language)``."""
    forms = {
        code: {
            frozenset(analysis.forms(word, language))
            for word in analysis.words(text)
            if analysis.fold(word) not in analysis.function_words(language)
        }
        for code, text, language in items
    }
    letters: dict[str, set[str]] = defaultdict(set)
    for code, words in forms.items():
        for form in frozenset().union(*words):
            letters[form].add(code[0])
    return {
        code: tuple(word for word in words if all(len(letters[form]) == 1 for form in word))
        for code, words in forms.items()
    }
