"""Tables of the index file, and the rows a document puts into them."""

import json
import sqlite3

from search import analysis
from search.engines import fields
from search.interface import Document

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
CREATE VIRTUAL TABLE text USING fts5({", ".join(fields.COLUMNS)}, tokenize = '{_TOKENIZER}', columnsize = 1);
CREATE VIRTUAL TABLE heading USING fts5(words, tags, tokenize = '{_TOKENIZER}', prefix = '2 3');
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    connection.executescript(f"BEGIN;{CREATE}COMMIT;")
    with connection:
        connection.execute("INSERT INTO state VALUES ('version', ?)", (version(),))


def version() -> str:
    """Return what the file must have been made with to be read by this code."""
    return f"{fields.VERSION}.{analysis.VERSION}"


def tag(name: str, code: str) -> str:
    """Return the token that stands for a facet value in the column `tags` of headings."""
    return f"t_{name}_{code}".lower()


def document_row(document: Document) -> tuple[object, ...]:
    """Return the values of table `document` after the id."""
    return (
        *document.key,
        document.language,
        document.kind,
        document.title,
        document.url,
        document.summary,
        document.body[: fields.MAX_BODY],
        json.dumps(list(document.meta)),
        json.dumps(fields.facets_of(document)),
        document.lat,
        document.lng,
        document.group_key,
        fields.exact(document.title),
        document.digest,
    )


def heading_row(document: Document) -> tuple[str, str]:
    """Return the values of table `heading`: what suggestions complete and spelling is corrected against."""
    return fields.exact(" ".join((document.title, *document.names))), tag("language", document.language)
