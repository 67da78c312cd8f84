"""Suggestions: titles that start with what was typed, then titles with words that do."""

import sqlite3
from collections.abc import Iterator

from search import analysis
from search.engines.embedded.schema import tag
from search.interface import Suggestion

SHORTEST = 2
LONGEST = 80
_CONSIDERED = 60
_LAST = "\U0010ffff"
_COLUMNS = "id, title, url, kind, language, cluster"


def suggest(connection: sqlite3.Connection, text: str, language: str, limit: int) -> list[Suggestion]:
    """Return up to `limit` titles for a text of at least two letters, one language of each text, own language first."""
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
    for condition in ("=", "<>"):
        yield from connection.execute(
            f"SELECT {_COLUMNS} FROM document WHERE start >= ? AND start < ? AND language {condition} ? "  # noqa: S608
            f"ORDER BY start LIMIT {_CONSIDERED}",
            (start, start + _LAST, language),
        )
    complete = [f'"{word}"' for word in words[:-1]]
    expression = f"words : ({' AND '.join((*complete, f'{_quoted(words[-1])} *'))})"
    own = f'tags : "{tag("language", language)}"' if language.isalnum() else None
    for part in (f"({expression}) AND {own}" if own else expression, expression):
        yield from connection.execute(
            f"SELECT {_COLUMNS} FROM document WHERE id IN "  # noqa: S608
            f"(SELECT rowid FROM heading WHERE heading MATCH ? LIMIT {_CONSIDERED}) ORDER BY length(start), start",
            (part,),
        )


def _quoted(word: str) -> str:
    return f'"{word}"'
