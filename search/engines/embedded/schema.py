"""Tables of the index file, and the strings a document puts into them."""

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from core.i18n.languages import LANGUAGES
from search import analysis
from search.interface import FADED, KEPT_FACETS, Document

VERSION = "3"
MAX_BODY = 200_000

EXACT = ("title", "names", "summary", "body")
STEMMED = ("title_s", "summary_s", "body_s")
COLUMNS = (*EXACT, *STEMMED)

# The tokenizer only has to cut at spaces: the analysis has already made the words.
_TOKENIZER = "ascii tokenchars ''_''"

CREATE = f"""
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, pk TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, url TEXT NOT NULL, summary TEXT NOT NULL, body TEXT NOT NULL, meta TEXT NOT NULL,
    facets TEXT NOT NULL, lat REAL, lng REAL, cluster TEXT NOT NULL, start TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (source, pk, language)
);
CREATE TABLE version (source TEXT, pk TEXT, number INTEGER NOT NULL, PRIMARY KEY (source, pk)) WITHOUT ROWID;
CREATE TABLE word (
    id INTEGER PRIMARY KEY, word TEXT NOT NULL, language TEXT NOT NULL, documents INTEGER NOT NULL, UNIQUE (word, language)
);
CREATE INDEX document_start ON document (start, language);
CREATE INDEX document_cluster ON document (cluster);
CREATE INDEX document_place ON document (lat, lng) WHERE lat IS NOT NULL;
CREATE TABLE facet (
    name TEXT NOT NULL, code TEXT NOT NULL, bits BLOB NOT NULL, PRIMARY KEY (name, code)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5({", ".join(COLUMNS)}, tokenize = '{_TOKENIZER}', columnsize = 1);
CREATE VIRTUAL TABLE heading USING fts5(words, tags, tokenize = '{_TOKENIZER}', prefix = '2 3');
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    connection.executescript(f"BEGIN;{CREATE}COMMIT;")
    with connection:
        connection.execute("INSERT INTO state VALUES ('version', ?)", (version(),))


def version() -> str:
    """Return what the file must have been made with to be read by this code."""
    return f"{VERSION}.{analysis.VERSION}"


def tag(name: str, code: str) -> str:
    """Return the token that stands for a facet value in the column `tags` of headings."""
    return f"t_{name}_{code}".lower()


@lru_cache(maxsize=300_000)
def _stem_tokens(word: str, language: str) -> str:
    if analysis.fold(word) in analysis.function_words(language):
        return ""
    return " ".join(f"{language}_{form}" for form in analysis.forms(word, language))


def exact(text: str) -> str:
    """Return a text as the tokens of an exact column."""
    return " ".join(analysis.exact_words(text))


def stemmed(text: str, language: str) -> str:
    """Return a text as the tokens of a stemmed column; they carry the language, so stems of two languages never meet."""
    if language not in LANGUAGES:
        return ""
    return " ".join(_stem_tokens(word, language) for word in analysis.words(text))


def facets_of(document: Document) -> dict[str, list[str]]:
    """Return the facet codes of a document that the index keeps, as text, kind and language included."""
    codes = {name: sorted({str(code) for code in values if code}) for name, values in document.facets.items()}
    codes |= {"kind": [document.kind], "language": [document.language], FADED: ["1"] if document.faded else []}
    return {name: values for name, values in codes.items() if name in KEPT_FACETS}


def document_row(document: Document) -> tuple[object, ...]:
    """Return the values of table `document` after the id."""
    return (
        *document.key,
        document.language,
        document.kind,
        document.title,
        document.url,
        document.summary,
        document.body[:MAX_BODY],
        json.dumps(list(document.meta)),
        json.dumps(facets_of(document)),
        document.lat,
        document.lng,
        document.group_key,
        exact(document.title),
        document.digest,
    )


def text_row(document: Document) -> tuple[str, ...]:
    """Return the values of table `text` in the order of `COLUMNS`."""
    language, body = document.language, document.body[:MAX_BODY]
    names = " ".join(document.names)
    return (
        exact(document.title),
        exact(names),
        exact(document.summary),
        exact(body),
        stemmed(f"{document.title} {names}", language),
        stemmed(document.summary, language),
        stemmed(body, language),
    )


def distinct_words(text_row: Iterable[str]) -> set[str]:
    """Return the spellings in the exact columns of a row of `text`."""
    return {word for column, _ in zip(text_row, EXACT, strict=False) for word in column.split()}


def heading_row(document: Document) -> tuple[str, str]:
    """Return the values of table `heading`: what suggestions complete and spelling is corrected against."""
    return exact(" ".join((document.title, *document.names))), tag("language", document.language)
