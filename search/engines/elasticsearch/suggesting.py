"""Suggestions: titles that start with what was typed, then titles with words that do; the same as the embedded engine's."""

from collections.abc import Iterable, Mapping
from typing import Any

from search import analysis
from search.engines.elasticsearch.mapping import field
from search.engines.embedded.suggesting import LONGEST, SHORTEST
from search.interface import FADED, Suggestion

_SHOWN = ["language", "kind", "shown.title", "shown.url"]
_OVER = field(FADED)


def words_of(text: str) -> list[str]:
    """Return the words to complete, none when too little was typed."""
    words = analysis.exact_words(text[:LONGEST])
    return words if words and len(words[0]) + len(words) > SHORTEST else []


def searches(words: list[str], language: str, limit: int) -> list[dict[str, Any]]:
    """Return the two searches: titles that start with the words, and others. Each gives one language of each text, the visitor's
    language first, then what is not over or closed."""
    start: dict[str, Any] = {"prefix": {"start": " ".join(words)}}
    *complete, last = words
    inside: dict[str, Any] = {
        "bool": {
            "must": [*({"term": {"heading": word}} for word in complete), {"prefix": {"heading": last}}],
            "must_not": [start],
        }
    }
    return [_search(start, language, limit, []), _search(inside, language, limit, [{"start_length": "asc"}])]


def suggestions(answers: Iterable[Mapping[str, Any]], language: str, limit: int) -> list[Suggestion]:
    """Return the titles of both answers in one order: language and being over count more than how a title starts."""
    hits = [hit for answer in answers for hit in answer["hits"]["hits"]]
    hits.sort(key=lambda hit: (hit["_source"]["language"] != language, _OVER in hit["fields"]))
    found: dict[str, Suggestion] = {}
    for hit in hits:
        source = hit["_source"]
        shown = source["shown"]
        found.setdefault(
            hit["fields"]["group"][0], Suggestion(shown["title"], shown["url"], source["kind"], source["language"])
        )
    return list(found.values())[:limit]


def _search(query: dict[str, Any], language: str, limit: int, order: list[dict[str, Any]]) -> dict[str, Any]:
    own = {"constant_score": {"filter": {"term": {"language": language}}, "boost": 2.0}}
    going_on = {"constant_score": {"filter": {"bool": {"must_not": [{"exists": {"field": _OVER}}]}}, "boost": 1.0}}
    return {
        "query": {"bool": {"filter": [query], "should": [own, going_on], "minimum_should_match": 0}},
        "collapse": {"field": "group"},
        "sort": [{"_score": "desc"}, *order, {"start": "asc"}, {"id": "asc"}],
        "size": limit,
        "_source": [*_SHOWN],
        "docvalue_fields": ["group", _OVER],
        "track_total_hits": False,
    }
