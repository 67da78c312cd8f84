"""One search as the page and the API make it: editors' synonyms, engine, promoted results, count of searches."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core.i18n.localised import language_of
from core.kept import kept
from search import analysis
from search.engines import Engine, get_engine
from search.events import life_events
from search.interface import Query, Results, Suggestion, SynonymGroup
from search.models import PromotedResult, SearchCount
from search.models import SynonymGroup as Synonyms
from search.repeated import is_repeated
from search.understanding.lexicon import marks_of

logger = logging.getLogger(__name__)

PER_PAGE = 20
LONGEST = 5.0
"""Seconds after which a search is given up."""

_LOCK_WAIT_MS = 100
# What may be a name, an address or a number of a person is not counted at all.
_PERSONAL = re.compile(r"@|(?:\d[\s./-]?){6,}")


@dataclass(frozen=True, slots=True)
class Promoted:
    """A result that editors put on top. `language` is that of title and text."""

    title: str
    url: str
    text: str
    language: str


def find(
    text: str,
    language: str,
    filters: Mapping[str, tuple[str, ...]],
    page: int = 1,
    undone: frozenset[str] = frozenset(),
) -> Results:
    """Search for `text` in the name of a visitor whose pages are in `language`. One query; may raise EngineError."""
    return get_engine().search(_query(text, language, filters, page, undone))


def find_with(engine: Engine, text: str, language: str) -> Results:
    """The first page of one engine; may raise EngineError."""
    return engine.search(_query(text, language, {}, 1, frozenset()))


def _query(
    text: str, language: str, filters: Mapping[str, tuple[str, ...]], page: int, undone: frozenset[str]
) -> Query:
    return Query(
        text=text,
        language=language,
        filters=filters,
        synonyms=synonyms(language),
        page=page,
        per_page=PER_PAGE,
        events=life_events(),
        undone=undone,
        deadline=LONGEST,
    )


def suggest(text: str, language: str, limit: int = 8) -> list[Suggestion]:
    """Titles that complete `text`, those in `language` first. No query; may raise EngineError."""
    return get_engine().suggest(text, language, limit)


def synonyms(language: str) -> tuple[SynonymGroup, ...]:
    """The editors' synonyms for a language and those for all languages; no query once they are known."""
    return kept(f"search/synonyms/{language}", lambda: _synonyms(language))


def _synonyms(language: str) -> tuple[SynonymGroup, ...]:
    rows = Synonyms.objects.filter(language__in=("", language)).order_by("pk").values_list("language", "terms")
    return tuple(
        SynonymGroup(code, tuple(line.strip() for line in terms.splitlines() if line.strip())) for code, terms in rows
    )


def promoted(text: str, language: str) -> list[Promoted]:
    """What editors want shown for a search with these words, in any inflection: published pages that need no login, and other
    addresses."""
    typed = frozenset().union(*(marks_of(word, language) for word in analysis.words(text)))
    if not typed:
        return []
    named = kept(f"search/promoted/{language}", lambda: _queries_by_key(language))
    asked = [pk for pk, queries in named.items() if any(_is_asked(query, typed, language) for query in queries)]
    if not asked:  # nearly always: whose page everybody may see is a costly question
        return []
    return [
        Promoted(
            title=row.title or row.page.title,
            url=row.url or row.page.get_url() or "",
            text=row.text,
            language=language if row.title or not row.page else language_of(row.page),
        )
        for row in PromotedResult.objects.shown_in(language).filter(pk__in=asked)
    ]


def _queries_by_key(language: str) -> dict[int, list[str]]:
    return {row.pk: row.query_list for row in PromotedResult.objects.filter(language=language).only("queries")}


def _is_asked(query: str, typed: frozenset[str], language: str) -> bool:
    """Whether every word of an editor's query is among those typed, given by what their inflections have in common."""
    words = analysis.words(query)
    return bool(words) and all(marks_of(word, language) & typed for word in words)


def count_search(text: str, language: str, results: int, visit: str, *, relaxed: bool = False) -> None:
    """Count one search of today, without anything about who made it. Never raises, never waits for long.

    Kept only when others asked the same, or on other days (`search.repeated`); `visit` tells visits apart and is not kept.
    """
    query = _as_counted(text)
    if not query or _PERSONAL.search(query) or not is_repeated(query, language, visit, timezone.localdate()):
        return
    table = connection.ops.quote_name(SearchCount._meta.db_table)
    statement = (
        f"INSERT INTO {table} (day, language, query, count, results, relaxed, opened) VALUES (%s, %s, %s, 1, %s, %s, 0) "  # noqa: S608
        f"ON CONFLICT (day, language, query) DO UPDATE SET count = {table}.count + 1, results = excluded.results, "
        "relaxed = excluded.relaxed"
    )
    _count(statement, [timezone.localdate(), language, query, results, relaxed])


def count_opening(text: str, language: str) -> None:
    """Count one page opened from the results of a search, if that search is kept today. Never raises, never waits for long."""
    table = connection.ops.quote_name(SearchCount._meta.db_table)
    statement = f"UPDATE {table} SET opened = opened + 1 WHERE day = %s AND language = %s AND query = %s"  # noqa: S608
    _count(statement, [timezone.localdate(), language, _as_counted(text)])


def _as_counted(text: str) -> str:
    return " ".join(analysis.normalise(text).split())[:100]


def _count(statement: str, values: list[Any]) -> None:
    try:
        _write(statement, values)
    except DatabaseError as error:
        logger.warning("A search was not counted: %s", error)


def _write(statement: str, values: list[Any]) -> None:
    """Run one statement that must not hold up a page: give up soon when another process writes."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        before = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        connection.connection.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT_MS}")
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
        finally:
            connection.connection.execute(f"PRAGMA busy_timeout = {before}")
    elif connection.in_atomic_block:
        # On PostgreSQL a failed statement would end the transaction around it.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    else:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
