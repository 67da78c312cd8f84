"""Full-text expressions (FTS5 syntax) for what is asked, and the rows they match.

Every token of an expression is made of letters and digits of our own analysis and stands in quotes: nothing typed by a
visitor reaches the syntax.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from search import analysis
from search.engines.embedded import bitmaps
from search.engines.embedded.snapshot import Snapshot
from search.expressions import Clause, Phrase, Request, Word

TITLES = "{title names title_s}"


def clause(asked: Clause) -> str:
    """Return the expression for one clause: all of one of its alternatives."""
    alternatives = (" AND ".join(_part(part) for part in alternative) for alternative in asked.any_of)
    return "(" + " OR ".join(f"({alternative})" for alternative in alternatives) + ")"


def every(clauses: Iterable[Clause]) -> str:
    """Return the expression for documents with all of the clauses."""
    return " AND ".join(clause(one) for one in clauses)


@lru_cache(maxsize=4096)
def _part(part: Word | Phrase) -> str:
    if isinstance(part, Phrase):
        return '"' + " ".join(analysis.fold(word) for word in part.words) + '"'
    tokens = {analysis.fold(part.text): None}
    if part.inflected:
        for language in part.languages:
            tokens.update((f"{language}_{form}", None) for form in analysis.query_forms(part.text, language))
    return "(" + " OR ".join(f'"{token}"' for token in tokens) + ")"


def rows(connection: sqlite3.Connection, snapshot: Snapshot, expression: str) -> int:
    """Return the set of rows that match, as bits."""

    def read() -> int:
        # One string of numbers crosses from SQLite to Python four times faster than as many rows.
        found = connection.execute("SELECT group_concat(rowid) FROM text WHERE text MATCH ?", (expression,)).fetchone()[
            0
        ]
        return bitmaps.of(map(int, found.split(",")), snapshot.size) if found else 0

    return snapshot.remembered(expression, read)


def holding(connection: sqlite3.Connection, snapshot: Snapshot, request: Request) -> int:
    """Return the documents with the clauses of a request, without what it leaves out."""
    if request.everything:
        found = snapshot.everything()
    elif not request.clauses:
        found = 0
    elif request.at_least is None:
        found = rows(connection, snapshot, every(request.clauses))
    else:
        found = _at_least(request.at_least, [rows(connection, snapshot, clause(one)) for one in request.clauses])
    for one in request.without:
        found &= ~rows(connection, snapshot, clause(one))
    return found


def _at_least(wanted: int, sets: Sequence[int]) -> int:
    """Return the rows that are in at least `wanted` of the sets."""
    counted = [-1, *([0] * len(sets))]
    for found in sets:
        for number in range(len(sets), 0, -1):
            counted[number] |= found & counted[number - 1]
    return counted[max(wanted, 1)] if wanted <= len(sets) else 0


def scored(request: Request) -> str:
    """Return the expression whose bm25 is the score; empty when there are no words."""
    if not request.clauses:
        return ""
    if request.at_least is not None:
        found = " OR ".join(clause(one) for one in request.clauses)
    else:
        found = every(request.clauses)
    if not request.optional:
        return found
    return f"({found}) AND ({' OR '.join((f'({found})', *(clause(one) for one in request.optional)))})"
