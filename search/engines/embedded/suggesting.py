"""Suggestions: titles that start with what was typed, then titles with words that do."""

import sqlite3
from collections.abc import Iterator

from search import analysis
from search.engines.embedded.schema import tag
from search.interface import FADED, Suggestion

SHORTEST = 2
LONGEST = 80
_CONSIDERED = 60
_LAST = "\U0010ffff"
_SELECT = "SELECT id, title, url, kind, language, cluster FROM document"
_OVER = f"json_extract(facets, '$.{FADED}[0]')"


def suggest(connection: sqlite3.Connection, text: str, language: str, limit: int) -> list[Suggestion]:
    """Return up to `limit` titles for a text of at least two letters, one language of each text.

    Own language first, then what is not over or closed, then titles that start with the text.
    """
    words = analysis.exact_words(text[:LONGEST])
    if not words or len(words[0]) + len(words) <= SHORTEST:
        return []
    found: dict[str, Suggestion] = {}
    for _, title, url, kind, code, cluster in _candidates(connection, words, language):
        if cluster not in found:
            found[cluster] = Suggestion(title, url, kind, code)
        if len(found) == limit:
            break
    return list(found.values())


def _candidates(connection: sqlite3.Connection, words: list[str], language: str) -> Iterator[tuple]:
    start = " ".join(words)
    *complete, last = (f'"{word}"' for word in words)
    inside = f"(words : ({' AND '.join((*complete, f'{last} *'))}))"
    own = f'(tags : "{tag("language", language)}")'
    for same, joined in (("=", "AND"), ("<>", "NOT")):
        for over in (f"{_OVER} IS NULL", f"{_OVER} IS NOT NULL"):
            yield from connection.execute(
                f"{_SELECT} WHERE start >= ? AND start < ? AND language {same} ? AND {over} "
                f"ORDER BY start LIMIT {_CONSIDERED}",
                (start, start + _LAST, language),
            )
            yield from connection.execute(
                f"{_SELECT} WHERE id IN (SELECT heading.rowid FROM heading JOIN document ON id = heading.rowid "  # noqa: S608
                f"WHERE heading MATCH ? AND {over} LIMIT {_CONSIDERED}) ORDER BY length(start), start",
                (f"{inside} {joined} {own}",),
            )
