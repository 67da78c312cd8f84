"""Codes of a vocabulary, countries and languages, from what people write: code, label in any language, synonym."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext_noop as _
from django.utils.translation import override
from rapidfuzz import process
from rapidfuzz.distance import OSA

from centres import vocabularies as words
from centres.data.columns import Column
from centres.gazetteer.fold import fold
from centres.importing.cells.reading import Reading, wrong
from centres.importing.cells.synonyms import CODES_BY_COUNTRY_SIGN, CODES_BY_WORD
from centres.importing.problems import shown
from core.countries import CODES as COUNTRY_CODES
from core.countries import country_name
from core.i18n.languages import LANGUAGES, exonym

MORE_LANGUAGES = ("de", "es")
NEAR = 0.74  # from this likeness on (0 to 1) a known word is worth suggesting: one slip in four letters
_MAX_LISTED = 15
_fold = lru_cache(maxsize=20_000)(fold)
_PARTS = re.compile(r"\s*[;\n|]\s*")
_FINER = re.compile(r"\s*[,/+&]\s*|\s+(?:et|en|e|i|and|und|y|ou|of|o|or|ili)\s+")


@dataclass(frozen=True)
class Lookup:
    """The codes in their order, and the words for them. Collecting the words takes a second: only when one is needed."""

    codes: tuple[str, ...]
    pairs: Callable[[], Iterable[tuple[str, str]]]

    def find(self, text: str) -> str | None:
        """The code that is written so, in any language."""
        word = _fold(text)
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
            if folded := fold(word):
                meanings.setdefault(folded, set()).add(code)
        by_word = {word: next(iter(found)) for word, found in meanings.items() if len(found) == 1}
        return by_word | self.by_code

    def nearest(self, text: str) -> str | None:
        """The code whose word looks most like this one, if any does."""
        found = process.extractOne(
            _fold(text), self.by_word.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR
        )
        return self.by_word[found[0]] if found else None


@lru_cache(maxsize=32)
def vocabulary_lookup(vocabulary: Any) -> Lookup:
    """All words for the codes of a vocabulary: labels in our languages, and what partners write for them."""
    if vocabulary is words.Spoken:
        return language_lookup()
    codes = tuple(str(code) for code in vocabulary.values)
    return Lookup(codes, lambda: _words_for(vocabulary, codes))


def _words_for(vocabulary: Any, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for language in LANGUAGES:
        with override(language):
            pairs += [(str(label), str(code)) for code, label in vocabulary.choices]
    for code, synonyms in CODES_BY_WORD.get(vocabulary.__name__, {}).items():
        if code in codes:
            pairs += [(word, code) for word in synonyms.split("|")]
    return pairs


@lru_cache(maxsize=1)
def language_lookup() -> Lookup:
    """Languages by ISO 639-1 code, by their name in our languages, German and Spanish, and by their own name."""
    return Lookup(words.LANGUAGE_CODES, _words_for_languages)


def _words_for_languages() -> list[tuple[str, str]]:
    names = (*LANGUAGES, *MORE_LANGUAGES)
    pairs: list[tuple[str, str]] = [(exonym(code, name), code) for code in words.LANGUAGE_CODES for name in names]
    # Portuguese has two words for some languages (neerlandês, holandês); pages show one, tables may hold the other.
    pairs += [(Locale.parse("pt").languages.get(code, code), code) for code in words.LANGUAGE_CODES]
    for code in words.LANGUAGE_CODES:
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
    pairs += [(word, code) for word, code in CODES_BY_COUNTRY_SIGN.items() if code in COUNTRY_CODES]
    return pairs


def read_country(text: str) -> Reading:
    """An ISO 3166-1 code of a country of the directory."""
    lookup = country_lookup()
    if code := lookup.find(text):
        return Reading(code)
    return wrong(
        _("“%(value)s” is not a country of the directory. Write its name or its two-letter code, such as HR."),
        {"value": shown(text)},
        lookup.nearest(text),
    )


def read_language(text: str) -> Reading:
    """An ISO 639-1 code."""
    code = language_lookup().find(text) or language_lookup().find(text.replace("_", "-").split("-")[0])
    return Reading(code) if code else _no_language(text)


def _no_language(text: str) -> Reading:
    return wrong(
        _("“%(value)s” is not a language we know. Write its name or its two-letter code, such as hr."),
        {"value": shown(text)},
        language_lookup().nearest(text),
    )


def read_code(text: str, column: Column) -> Reading:
    """One code of the column's vocabulary."""
    lookup = vocabulary_lookup(column.vocabulary)
    code = lookup.find(text)
    return Reading(code) if code else _unknown(text, lookup)


def _unknown(text: str, lookup: Lookup) -> Reading:
    if lookup is language_lookup():
        return _no_language(text)
    listed = ", ".join(lookup.codes[:_MAX_LISTED])
    return wrong(
        _("“%(value)s” is not a word we know here. Write one of these: %(codes)s."),
        {"value": shown(text), "codes": listed},
        lookup.nearest(text),
    )


def read_codes(text: str, column: Column) -> Reading:
    """A list of codes in the vocabulary's order; the first word that is not known spoils the list."""
    lookup = vocabulary_lookup(column.vocabulary)
    found: list[str] = []
    for part in _PARTS.split(text):
        for word in _words(part, lookup):
            code = lookup.find(word)
            if code is None:
                return _with_rest(_unknown(word, lookup), text, word)
            found.append(code)
    return Reading([code for code in lookup.codes if code in found])


def _words(part: str, lookup: Lookup) -> list[str]:
    """A part as it is when it is known, else cut at commas and the like."""
    if not _fold(part):
        return []
    return [part] if lookup.find(part) else [word for word in _FINER.split(part) if _fold(word)]


def _with_rest(reading: Reading, text: str, word: str) -> Reading:
    """The suggestion put back into the whole cell, so that it can be taken as it stands."""
    if reading.suggestion is None:
        return reading
    return Reading(None, reading.reason, text.replace(word, reading.suggestion, 1), has_value=False)
