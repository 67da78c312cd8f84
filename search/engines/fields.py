"""The fields of a document as every engine keeps them: strings of tokens of our own analysis, with spaces between them."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from core.i18n.languages import LANGUAGES
from search import analysis
from search.interface import FADED, KEPT_FACETS, Document

VERSION = "4"
"""Another number makes an index of older code ask for a rebuild."""

MAX_BODY = 200_000

EXACT = ("title", "names", "summary", "body")
STEMMED = ("title_s", "summary_s", "body_s")
COLUMNS = (*EXACT, *STEMMED)


@cache
def _stem_tokens(language: str) -> Callable[[str], str]:
    """Return what gives the tokens of one word in a language: a function of the word alone is kept in half the time."""
    small = analysis.function_words(language)

    @lru_cache(maxsize=60_000)
    def tokens(word: str) -> str:
        if analysis.fold(word) in small:
            return ""
        return " ".join(f"{language}_{form}" for form in analysis.forms(word, language))

    return tokens


def exact(text: str) -> str:
    """Return a text as the tokens of an exact column."""
    return " ".join(analysis.exact_words(text))


def _stemmed(words: list[str], language: str) -> str:
    """Return words as the tokens of a stemmed column; they carry the language, so stems of two languages never meet."""
    if language not in LANGUAGES:
        return ""
    return " ".join(map(_stem_tokens(language), words))


def facets_of(document: Document) -> dict[str, list[str]]:
    """Return the facet codes of a document that the index keeps, as text, kind and language included."""
    codes = {name: sorted({str(code) for code in values if code}) for name, values in document.facets.items()}
    codes |= {"kind": [document.kind], "language": [document.language], FADED: ["1"] if document.faded else []}
    return {name: values for name, values in codes.items() if name in KEPT_FACETS}


def text_row(document: Document) -> tuple[str, ...]:
    """Return the tokens of a document in the order of `COLUMNS`."""
    language = document.language
    texts = (document.title, " ".join(document.names), document.summary, document.body[:MAX_BODY])
    title, names, summary, body = (analysis.words(text) for text in texts)
    return (
        *(" ".join(map(analysis.fold, words)) for words in (title, names, summary, body)),
        *(_stemmed(words, language) for words in ([*title, *names], summary, body)),
    )


def distinct_words(text_row: Iterable[str]) -> set[str]:
    """Return the spellings in the exact columns of a row of `text`."""
    return {word for column, _ in zip(text_row, EXACT, strict=False) for word in column.split()}
