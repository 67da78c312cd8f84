"""Suggestions: titles that start with what was typed, then titles with words that do; the same as the embedded engine's."""

from typing import Any

from search import analysis
from search.engines.embedded.suggesting import LONGEST, SHORTEST

_SHOWN = ["language", "kind", "shown.title", "shown.url"]


def words_of(text: str) -> list[str]:
    """Return the words to complete, none when too little was typed."""
    words = analysis.exact_words(text[:LONGEST])
    return words if words and len(words[0]) + len(words) > SHORTEST else []


def searches(words: list[str], language: str, limit: int) -> list[dict[str, Any]]:
    """Return the two searches, each with one language of each text and the visitor's language first."""
    start: dict[str, Any] = {"prefix": {"start": " ".join(words)}}
    *complete, last = words
    inside: dict[str, Any] = {
        "bool": {
            "must": [*({"term": {"heading": word}} for word in complete), {"prefix": {"heading": last}}],
            "must_not": [start],
        }
    }
    return [_search(start, language, limit, []), _search(inside, language, limit, [{"start_length": "asc"}])]


def _search(query: dict[str, Any], language: str, limit: int, order: list[dict[str, Any]]) -> dict[str, Any]:
    own = {"constant_score": {"filter": {"term": {"language": language}}, "boost": 1.0}}
    return {
        "query": {"bool": {"filter": [query], "should": [own], "minimum_should_match": 0}},
        "collapse": {"field": "group"},
        "sort": [{"_score": "desc"}, *order, {"start": "asc"}, {"id": "asc"}],
        "size": limit,
        "_source": [*_SHOWN],
        "docvalue_fields": ["group"],
        "track_total_hits": False,
    }
