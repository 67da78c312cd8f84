"""Languages people name: in which they want to be received, and which they do not speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from core.i18n.languages import LANGUAGES
from core.terms import codes_of, until_changed
from search import analysis
from search.understanding.lexicon import words_of

_REACH = 3
"""Words between "without" and the name of a language."""
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """`ruled_out`: "without Dutch"; `wanted`: "in English"; `named`: any other mention. `at`: positions of the words that say so."""

    ruled_out: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    at: frozenset[int] = frozenset()


def languages_in(typed: Sequence[str]) -> Spoken:
    """The languages (ISO 639-1) named among normalised words, in any of our languages and inflections."""
    ruled_out, wanted, named, at = set(), set(), set(), set()
    folded = [analysis.fold(word) for word in typed]
    for position, word in enumerate(typed):
        code, languages = _named(word)
        if not code:
            continue
        before = range(max(0, position - _REACH), position)
        # "no" rules out before an English name of a language only: in Portuguese it means "in the".
        start = next((one for one in before if any(folded[one] in analysis.negations(own) for own in languages)), None)
        if start is not None:
            ruled_out.add(code)
            at.update(range(start, position + 1))
        elif position and any(folded[position - 1] in words_of(own)["spoken"] for own in languages):
            wanted.add(code)
            at.update((position - 1, position))
        else:
            named.add(code)
    return Spoken(frozenset(ruled_out), frozenset(wanted), frozenset(named), frozenset(at))


def _named(word: str) -> tuple[str, list[str]]:
    """The code of a language that is named, and the languages in which it is called so: by its very name, else by a form of it."""
    if len(word) < _SHORTEST:
        return "", []
    for inflected in (False, True):
        found: dict[str, list[str]] = {}
        for language in LANGUAGES:
            names = _names(language, inflected=inflected)
            spellings = analysis.forms(word, language) if inflected else (analysis.fold(word),)
            if code := next((names[one] for one in spellings if one in names), ""):
                found.setdefault(code, []).append(language)
        if found:
            code = max(found, key=lambda one: len(found[one]))
            return code, found[code]
    return "", []


@until_changed
def _names(language: str, *, inflected: bool) -> Mapping[str, str]:
    """Folded one-word names of languages (CLDR) in a language, or all forms of them, with the code of what they name: those of two letters, and
    those of three that an administrator has added."""
    added = codes_of("spoken")
    names: dict[str, str] = {}
    for code, name in Locale(language).languages.items():
        folded = analysis.fold(name)
        if (len(code) == 2 or code in added) and len(folded) >= _SHORTEST and folded.isalpha():
            spellings = analysis.forms(analysis.normalise(name), language) if inflected else (folded,)
            names.update((one, code) for one in spellings if len(one) >= _SHORTEST and one not in names)
    return names
