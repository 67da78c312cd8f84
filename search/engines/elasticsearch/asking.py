"""Requests in the server's query language. Only tokens of our own analysis and known codes reach it, each as a value."""

from collections.abc import Iterable, Mapping
from typing import Any

from search import analysis
from search.engines.elasticsearch.mapping import EXACT, STEMMED, field, scale
from search.expressions import Boost, Clause, Facet, Phrase, Request, Word
from search.interface import FACETS

OWN = 1e12
"""Factor that puts the visitor's language before everything else; a score is a float of 24 bits times any power of two."""

_LET_IN = 0.01
_MOST_SCORED = 800
"""Tokens that are scored: servers refuse queries of more than 1,024 parts. What goes beyond is asked for without a score."""
_CODES = 10_000
_EXACT_UP_TO = 3_000
"""Above so many texts a count of one facet may be a few percent off; that of all hits is exact up to 40,000."""

Query = dict[str, Any]


class Scored:
    """Builds the part of a query that scores, with the weights of a request."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._left = _MOST_SCORED
        self._fields = [f"{name}^{weights[name] * scale():.4f}" for name in (*EXACT, *STEMMED)]

    def clause(self, asked: Clause) -> Query:
        """Return the query for one clause: all of one of its alternatives."""
        return _any([_all([self._part(part) for part in alternative]) for alternative in asked.any_of])

    def _part(self, part: Word | Phrase) -> Query:
        tokens = [analysis.fold(word) for word in part.words] if isinstance(part, Phrase) else _tokens(part)
        self._left -= len(tokens)
        if self._left < 0:
            return filtering_part(part)
        scored = {"combined_fields": {"query": " ".join(tokens), "fields": self._fields, "operator": "or"}}
        if isinstance(part, Word):
            return scored
        # A phrase counts as one word: its words' mean.
        return {"bool": {"filter": [filtering_part(part)], "must": [scored], "boost": 1 / len(tokens)}}


def filtering(asked: Clause) -> Query:
    """Return the query for one clause that only says yes or no."""
    return _any([_all([filtering_part(part) for part in alternative]) for alternative in asked.any_of])


def filtering_part(part: Word | Phrase) -> Query:
    """Return the query for a word or phrase that only says yes or no."""
    if isinstance(part, Phrase):
        return _any([{"match_phrase": {name: _phrase(part)}} for name in EXACT])
    exact, *forms = _tokens(part)
    found: list[Query] = [{"term": {name: exact}} for name in EXACT]
    if forms:
        found += [{"terms": {name: forms}} for name in STEMMED]
    return _any(found)


def holding(request: Request) -> Query:
    """Return the query for the documents with the clauses of a request, without a score."""
    found = _clauses(request, [filtering(one) for one in request.clauses])
    return {"bool": {"must": [found], "must_not": [filtering(one) for one in request.without]}}


def body(request: Request) -> Query:
    """Return the whole search for one page."""
    near = _near(request)
    filters = {name: _codes((name, codes)) for name, codes in request.filters.items() if codes}
    own = {"filter": {"term": {"language": request.language}}, "weight": OWN}
    return {
        "query": {
            "function_score": {
                "query": _scoring(request),
                "functions": [own, *(_boost(boost) for boost in request.boosts)],
                "score_mode": "multiply",
                "boost_mode": "multiply",
            }
        },
        "post_filter": _all([*filters.values(), *near]),
        "collapse": {"field": "group"},
        "sort": [*(_by_distance(request)), {"_score": "desc"}, {"id": "asc"}],
        "track_scores": True,
        "track_total_hits": False,
        "from": (request.page - 1) * request.per_page,
        "size": request.per_page,
        "aggs": _counts(request, filters, near),
    }


def _scoring(request: Request) -> Query:
    scored = Scored(request.weights)
    found = _clauses(request, [scored.clause(one) for one in request.clauses])
    # Half, because the embedded engine counts what must be there twice when something helps.
    helpful = [{"bool": {"must": [scored.clause(one)], "boost": 0.5}} for one in request.optional]
    words = {"bool": {"must": [found], "should": helpful}} if helpful else found
    let_in = [{"constant_score": {"filter": _codes(facet), "boost": _LET_IN}} for facet in request.let_in]
    return {"bool": {"must": [_any([words, *let_in])], "must_not": [filtering(one) for one in request.without]}}


def _clauses(request: Request, parts: list[Query]) -> Query:
    if request.everything:
        return {"match_all": {}}
    if not parts:
        return {"match_none": {}}
    if request.at_least is None:
        return _all(parts)
    return {"bool": {"should": parts, "minimum_should_match": request.at_least}}


def _counts(request: Request, filters: Mapping[str, Query], near: list[Query]) -> Query:
    groups = {"cardinality": {"field": "group", "precision_threshold": 40_000}}
    chosen = _all([*filters.values(), *near])
    counts: Query = {
        "matching": {"filter": holding(request) if request.let_in else {"match_all": {}}},
        "hits": {
            "filter": chosen,
            "aggs": {"groups": groups, "own": {"filter": {"term": {"language": request.language}}}},
        },
    }
    for name in FACETS:
        others = [query for other, query in filters.items() if other != name]
        codes: Query = {"terms": {"field": field(name), "size": _CODES}}
        if name != "language":
            few = {"cardinality": {"field": "group", "precision_threshold": _EXACT_UP_TO}}
            codes["aggs"] = {"groups": few}
        counts[name] = {"filter": _all([*others, *near]), "aggs": {"codes": codes}}
    return counts


def _boost(boost: Boost) -> Query:
    if boost.facet:
        found = _codes(boost.facet)
    elif boost.clauses:
        found = _all([filtering(one) for one in boost.clauses])
    else:
        found = {"term": {"start": boost.title}}
    return {"filter": {"bool": {"must": [found], "_name": boost.name}}, "weight": boost.factor}


def _near(request: Request) -> list[Query]:
    if request.lat is None or request.lng is None or request.radius_km is None:
        return []
    point = {"lat": request.lat, "lon": request.lng}
    return [{"geo_distance": {"distance": f"{request.radius_km}km", "point": point}}]


def _by_distance(request: Request) -> list[Query]:
    if not request.nearest or request.lat is None or request.lng is None:
        return []
    return [{"_geo_distance": {"point": {"lat": request.lat, "lon": request.lng}, "order": "asc", "unit": "km"}}]


def _codes(facet: Facet) -> Query:
    return {"terms": {field(facet[0]): list(facet[1])}}


def _tokens(word: Word) -> list[str]:
    """Return the folded spelling, then the forms, as the fields hold them."""
    forms = {
        f"{language}_{form}": None
        for language in (word.languages if word.inflected else ())
        for form in analysis.query_forms(word.text, language)
    }
    return [analysis.fold(word.text), *forms]


def _phrase(phrase: Phrase) -> str:
    return " ".join(analysis.fold(word) for word in phrase.words)


def _all(parts: Iterable[Query]) -> Query:
    parts = list(parts)
    return parts[0] if len(parts) == 1 else {"bool": {"must": parts}}


def _any(parts: Iterable[Query]) -> Query:
    parts = list(parts)
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}
