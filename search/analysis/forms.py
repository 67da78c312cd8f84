"""Inflection: the strings under which a word and its relatives meet, per language.

Each word has up to three forms: its lemma (irregular words: `scholen` and `school`), its stem (words no dictionary
knows) and the stem of its unaccented spelling (what people type on a foreign keyboard). All are accent-folded.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, islice, product

import croatian_stemmer
import Stemmer  # ty: ignore[import-not-found]
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from core.folding import fold, normalise
from core.i18n.languages import LANGUAGES
from search.analysis import participles

_SNOWBALL = {"fr": "french", "nl": "dutch", "it": "italian", "pt": "portuguese", "en": "english"}
_DICTIONARY = {"fr": "fr", "nl": "nl", "it": "it", "pt": "pt", "en": "en", "hr": "hbs"}
_SHORTEST = 3
_MARKS = {
    "fr": {"a": "àâ", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùûü"},
    "nl": {"a": "á", "e": "éèë", "i": "ï", "o": "óö", "u": "ü"},
    "it": {"a": "à", "e": "èé", "i": "ì", "o": "ò", "u": "ù"},
    "pt": {"a": "ãáâà", "c": "ç", "e": "éê", "i": "í", "o": "õóô", "u": "ú"},
    "hr": {"c": "čć", "d": "đ", "s": "š", "z": "ž"},
}
"""Letters that people write without their marks on a foreign keyboard."""
_MOST_MARKS = {"hr": 3}
"""How many letters of a word are given their marks back: one in languages that mark vowels, where there are more places for it."""
_MOST_SPELLINGS = 100
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
    # No cache of its own: `forms` keeps what it finds, and a stemmer without one may be shared by threads.
    return Stemmer.Stemmer(_SNOWBALL[language], 0).stemWord


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
    """Return the forms under which to look for a typed word: those of `forms`, of its spellings with accents, of the
    dictionary forms of them all and of their participles, and the folded word itself.

    The folded word meets the folded lemma of a text, so `orientacao` finds `orientações`. A dictionary form may be an inflection
    of another word (nl `viel` → `vallen` → `val`), and texts hold it under that.
    """
    spellings = (word, *with_marks(word, language))
    lemmas = [lemma for spelling in spellings for lemma in _lemmas(spelling, language)]
    related = [other for lemma in lemmas for other in _participles(lemma, language)]
    found = (form for each in (*spellings, *lemmas, *related) for form in forms(each, language))
    return tuple(dict.fromkeys((*forms(word, language), fold(word), *found)))


def dictionary_form(word: str, language: str) -> str | None:
    """Return the dictionary form of a word, if the dictionary has the word."""
    if len(word) < _SHORTEST or not _in_dictionary(word, language):
        return None
    return _lemmatizer.lemmatize(word, lang=_DICTIONARY[language])


def _lemmas(word: str, language: str) -> tuple[str, ...]:
    """The same, as one form or none."""
    form = dictionary_form(word, language)
    return () if form is None else (form,)


def _participles(lemma: str, language: str) -> Iterator[str]:
    yield from participles.irregular(lemma, language)
    for other in participles.regular(lemma, language):
        if _lemmas(other, language) == (other,):
            yield other


@lru_cache(maxsize=20_000)
def with_marks(word: str, language: str) -> tuple[str, ...]:
    """Return the words of the dictionary that were meant by one typed without accents: hr `najcesca` → `najčešća`.

    None for a word the dictionary has as it is, or that has accents.
    """
    if not word.isascii() or len(word) < _SHORTEST or _in_dictionary(word, language):
        return ()
    spellings = islice(_marked(word, language), _MOST_SPELLINGS)
    return tuple(spelling for spelling in spellings if _in_dictionary(spelling, language))


def _marked(word: str, language: str) -> Iterator[str]:
    """Yield a word with some letters marked, those with fewest marks first."""
    marks = _MARKS.get(language, {})
    places = [at for at, letter in enumerate(word) if letter in marks]
    for number in range(1, _MOST_MARKS.get(language, 1) + 1):
        for chosen in combinations(places, number):
            for letters in product(*(marks[word[at]] for at in chosen)):
                spelled = list(word)
                for at, letter in zip(chosen, letters, strict=True):
                    spelled[at] = letter
                yield "".join(spelled)


def _in_dictionary(word: str, language: str) -> bool:
    return language in _DICTIONARY and _dictionaries.is_dictionary_member(word, _DICTIONARY[language])


@lru_cache(maxsize=20_000)
def is_word(text: str, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """Say whether the dictionary of one of the languages has this word, in any inflection and written small."""
    word = normalise(text)
    return any(_in_dictionary(word, language) for language in languages)


def is_word_but_for_marks(text: str, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """Say whether the dictionary of one of the languages has this word, or one that is written so without accents."""
    return is_word(text, languages) or any(with_marks(normalise(text), language) for language in languages)


def warm() -> None:
    """Load the dictionaries of all languages (about 1.5 s): call it when a server process starts."""
    for language in LANGUAGES:
        forms("orientation", language)
