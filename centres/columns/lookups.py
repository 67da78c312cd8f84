"""The words people write for the codes of a vocabulary, for countries and for languages, in any language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import override
from rapidfuzz import process
from rapidfuzz.distance import OSA

from centres import vocabularies
from centres.columns.synonyms import words_for_codes, words_for_countries
from centres.gazetteer.fold import fold
from core.countries import CODES as COUNTRY_CODES
from core.countries import country_name
from core.i18n.languages import LANGUAGES, exonym
from core.terms import until_changed

MORE_LANGUAGES = ("de", "es")
NEAR = 0.74  # from this likeness on (0 to 1) a known word is worth suggesting: one slip in four letters
folded = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True)
class Lookup:
    """The codes in their order, and the words for them. Collecting the words takes a second: only when one is needed."""

    codes: tuple[str, ...]
    pairs: Callable[[], Iterable[tuple[str, str]]]

    def find(self, text: str) -> str | None:
        """The code that is written so, in any language."""
        word = folded(text)
        return self.by_code.get(word) or self.by_word.get(word)

    @cached_property
    def by_code(self) -> dict[str, str]:
        """Folded code → code: a code always stands for itself."""
        return {fold(code): code for code in self.codes}

    @cached_property
    def by_word(self) -> dict[str, str]:
        """Folded word or code → code. A word that stands for two codes stands for none."""
        meanings: dict[str, set[str]] = {}
        for word, code in self.pairs():
            if plain := fold(word):
                meanings.setdefault(plain, set()).add(code)
        by_word = {word: next(iter(found)) for word, found in meanings.items() if len(found) == 1}
        return by_word | self.by_code

    def nearest(self, text: str) -> str | None:
        """The code whose word looks most like this one, if any does."""
        found = process.extractOne(
            folded(text), self.by_word.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR
        )
        return self.by_word[found[0]] if found else None


@until_changed
def vocabulary_lookup(vocabulary: Any) -> Lookup:
    """All words for the codes of a vocabulary: labels in our languages, and what partners write for them."""
    if vocabulary is vocabularies.Spoken:
        return language_lookup()
    codes = tuple(str(code) for code in vocabulary.values)
    return Lookup(codes, lambda: _words_for(vocabulary, codes))


def _words_for(vocabulary: Any, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for language in LANGUAGES:
        with override(language):
            pairs += [(str(label), str(code)) for code, label in vocabulary.choices]
    for code, synonyms in words_for_codes(vocabulary.__name__).items():
        pairs += [(word, code) for word in synonyms]
    return pairs


@until_changed
def language_lookup() -> Lookup:
    """Languages by ISO 639-1 code, by their name in our languages, German and Spanish, and by their own name."""
    return Lookup(tuple(vocabularies.Spoken.values), _words_for_languages)


def _words_for_languages() -> list[tuple[str, str]]:
    names, codes = (*LANGUAGES, *MORE_LANGUAGES), vocabularies.Spoken.values
    pairs: list[tuple[str, str]] = [(exonym(code, name), code) for code in codes for name in names]
    # Portuguese has two words for some languages (neerlandês, holandês); pages show one, tables may hold the other.
    pairs += [(Locale.parse("pt").languages.get(code, code), code) for code in codes]
    for code in codes:
        try:
            pairs.append((Locale.parse(code).get_language_name(code) or code, code))
        except (UnknownLocaleError, ValueError):
            continue
    return pairs


@lru_cache(maxsize=1)
def country_lookup() -> Lookup:
    """Countries by ISO 3166 code of two or three letters, and by name in our languages, German and Spanish."""
    return Lookup(tuple(COUNTRY_CODES), _words_for_countries)


def _words_for_countries() -> list[tuple[str, str]]:
    pairs = [(country_name(code, name), code) for code in COUNTRY_CODES for name in (*LANGUAGES, *MORE_LANGUAGES)]
    pairs += [(word, code) for code, names in words_for_countries().items() for word in names]
    return pairs
