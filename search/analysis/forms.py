"""Inflection: the strings under which a word and its relatives meet, per language.

Each word has up to three forms: its lemma (irregular words: `scholen` and `school`), its stem (words no dictionary
knows) and the stem of its unaccented spelling (what people type on a foreign keyboard). All are accent-folded.
"""

from collections.abc import Callable
from functools import lru_cache

import croatian_stemmer
import snowballstemmer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from core.folding import fold, normalise
from core.i18n.languages import LANGUAGES

_SNOWBALL = {"fr": "french", "nl": "dutch", "it": "italian", "pt": "portuguese", "en": "english"}
_DICTIONARY = {"fr": "fr", "nl": "nl", "it": "it", "pt": "pt", "en": "en", "hr": "hbs"}
_SHORTEST = 3
_PORTUGUESE_ENDINGS = {"coes": "ções", "oes": "ões", "cao": "ção", "ao": "ão", "aes": "ães"}

# The low-memory dictionaries take 35 MB for six languages where the plain ones take 280 MB in every process.
_lemmatizer = Lemmatizer(
    cache_max_size=1, lemmatization_strategy=DefaultStrategy(dictionary_factory=LOW_MEMORY_DICTIONARY_FACTORY)
)
_dictionaries = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Callable[[str], str]:
    if language == "hr":
        return croatian_stemmer.stem
    return snowballstemmer.stemmer(_SNOWBALL[language]).stemWord


@lru_cache(maxsize=300_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """Return the forms of one normalised word in `language`, without repeats; only the folded word if we cannot stem.

    `language` is an ISO 639-1 code. A language outside `LANGUAGES` gets the folded word alone.
    """
    plain = fold(word)
    if language not in LANGUAGES or len(word) < _SHORTEST or not word.isalpha():
        return (plain,)
    stem = _stemmer(language)
    spellings = dict.fromkeys((word, _accented(word, language)))
    found = [fold(_lemmatizer.lemmatize(spelling, lang=_DICTIONARY[language])) for spelling in spellings]
    found += [fold(stem(spelling)) for spelling in dict.fromkeys((*spellings, plain))]
    return tuple(form for form in dict.fromkeys(found) if form and form.isalnum()) or (plain,)


def _accented(word: str, language: str) -> str:
    """Give an unaccented Portuguese ending its tilde back: without it, plural and singular share no form."""
    if language != "pt" or not word.isascii():
        return word
    for plain, accented in _PORTUGUESE_ENDINGS.items():
        if word.endswith(plain):
            return word.removesuffix(plain) + accented
    return word


@lru_cache(maxsize=20_000)
def query_forms(word: str, language: str) -> tuple[str, ...]:
    """Return the forms under which to look for a typed word: those of `forms` and the folded word itself.

    The folded word meets the folded lemma of a text, so `orientacao` finds `orientações`.
    """
    return tuple(dict.fromkeys((*forms(word, language), fold(word))))


@lru_cache(maxsize=20_000)
def is_word(text: str, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """Say whether the dictionary of one of the languages has this word, in any inflection and written small."""
    word = normalise(text)
    return any(_dictionaries.is_dictionary_member(word, _DICTIONARY[language]) for language in languages)


def warm() -> None:
    """Load the dictionaries of all languages (about 1.5 s): call it when a server process starts."""
    for language in LANGUAGES:
        forms("orientation", language)
