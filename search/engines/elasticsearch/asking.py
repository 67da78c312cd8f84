"""Requests in the server's query language. Only tokens of our own analysis and known codes reach it, each as a value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search import analysis
from search.engines.elasticsearch.mapping import EXACT, STEMMED, field, scale
from search.expressions import Boost, Clause, Facet, Phrase, Request, Word
from search.interface import FACETS

OWN = 1e12
"""Factor that puts the visitor's language before everything else; a score is a float of 24 bits times any power of two."""

_LET_IN = 0.01
_MOST_PARTS = 1000
"""Servers refuse queries of more than 1,024 parts. Words for which none are left are asked for without a score."""
_LEAVES = frozenset(("term", "terms", "match_phrase"))
_CODES = 10_000
_EXACT_UP_TO = 3_000
"""Above so many texts a count of one facet may be a few percent off; that of all hits is exact up to 40,000."""

Query = dict[str, Any]


class Scored:
    """Builds the part of a query that scores, with the weights of a request and at most `parts` parts."""

    def __init__(self, weights: Mapping[str, float], parts: int) -> None:
        self._left = parts
        self._fields = [f"{name}^{weights[name] * scale():.4f}" for name in (*EXACT, *STEMMED)]

    def clause(self, asked: Clause) -> Query:
        """Return the query for one clause: all of one of its alternatives; those for which no parts are left do not score."""
        taken = [alternative for alternative in asked.any_of if self._takes(alternative)]
        left = tuple(alternative for alternative in asked.any_of if alternative not in taken)
        found = [_all([self._part(part) for part in alternative]) for alternative in taken]
        return _any([*found, filtering(Clause(left))] if left else found)

    def _takes(self, alternative: Iterable[Word | Phrase]) -> bool:
        number = sum(len(_scored_tokens(part)) for part in alternative)
        taken = number <= self._left
        self._left -= number if taken else 0
        return taken

    def _part(self, part: Word | Phrase) -> Query:
        tokens = _scored_tokens(part)
        scored = {"combined_fields": {"query": " ".join(tokens), "fields": self._fields, "operator": "or"}}
        if isinstance(part, Word):
            return scored
        # A phrase counts as one word: its words' mean.
        return {"bool": {"filter": [filtering_part(part)], "must": [scored], "boost": 1 / len(tokens)}}


def _some(clauses: Sequence[Clause], at_least: int, once: Callable[[Clause], Query]) -> Query:
    """Return the query for documents with `at_least` of the clauses, made by `once`.

    One that comes n times counts and scores n times.
    """
    must: list[Query] = []
    should: list[Query] = []
    left = at_least
    for asked, number in Counter(clauses).items():
        found = {"bool": {"must": [once(asked)], "boost": number}} if number > 1 else once(asked)
        if len(clauses) - number < at_least:
            must.append(found)
            left -= number
        else:
            # Scored once: a server takes only so many parts, and the other times are only to be counted.
            should += [found, *[{"bool": {"filter": [filtering(asked)]}}] * (number - 1)]
    return {"bool": {"must": must, "should": should, "minimum_should_match": max(0, left)}}


def filtering(asked: Clause) -> Query:
    """Return the query for one clause that only says yes or no."""
    single = [part for part, *more in asked.any_of if isinstance(part, Word) and not more]
    others = [parts for parts in asked.any_of if len(parts) > 1 or isinstance(parts[0], Phrase)]
    words = [_any(_holding([_tokens(word) for word in single]))] if single else []
    return _any([*words, *(_all([filtering_part(part) for part in parts]) for parts in others)])


def filtering_part(part: Word | Phrase) -> Query:
    """Return the query for a word or phrase that only says yes or no."""
    if isinstance(part, Phrase):
        return _any([{"match_phrase": {name: _phrase(part)}} for name in EXACT])
    return _any(_holding([_tokens(part)]))


def _holding(words: Iterable[Sequence[str]]) -> list[Query]:
    """Return one query a field for texts with one of several words, given by their tokens."""
    words = list(words)
    exact = list(dict.fromkeys(tokens[0] for tokens in words))
    forms = list(dict.fromkeys(form for tokens in words for form in tokens[1:]))
    found: list[Query] = [{"terms": {name: exact}} for name in EXACT]
    return found + [{"terms": {name: forms}} for name in STEMMED if forms]


def holding(request: Request) -> Query:
    """Return the query for the documents with the clauses of a request, without a score."""
    found = _clauses(request, filtering)
    return {"bool": {"must": [found], "must_not": [filtering(one) for one in request.without]}}


def body(request: Request) -> Query:
    """Return the whole search for one page."""
    request = _affordable(request)
    near = _near(request)
    filters = {name: _codes((name, codes)) for name, codes in request.filters.items() if codes}
    own = {"filter": {"term": {"language": request.language}}, "weight": OWN}
    boosts = [own, *(_boost(boost) for boost in request.boosts)]
    return {
        "query": {
            "function_score": {
                "query": _scoring(request, _MOST_PARTS - parts_of(boosts)),
                "functions": boosts,
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


def _scoring(request: Request, parts: int) -> Query:
    without = [filtering(one) for one in request.without]
    unscored = parts_of([*(filtering(one) for one in (*request.clauses, *request.optional)), *without])
    scored = Scored(request.weights, parts - unscored)
    found = _clauses(request, scored.clause)
    # Half, because the embedded engine counts what must be there twice when something helps.
    helpful = [{"bool": {"must": [scored.clause(one)], "boost": 0.5}} for one in request.optional]
    words = {"bool": {"must": [found], "should": helpful}} if helpful else found
    let_in = [{"constant_score": {"filter": _codes(facet), "boost": _LET_IN}} for facet in request.let_in]
    return {"bool": {"must": [_any([words, *let_in])], "must_not": without}}


def _affordable(request: Request) -> Request:
    """Leave synonyms of several words out of a request that has so many that a server would refuse it."""
    asked = [*request.clauses, *request.optional, *(clause for boost in request.boosts for clause in boost.clauses)]
    if parts_of([filtering(clause) for clause in asked]) <= _MOST_PARTS // 2:
        return request
    boosts = (replace(boost, clauses=_shortened(boost.clauses)) for boost in request.boosts)
    return replace(
        request, clauses=_shortened(request.clauses), optional=_shortened(request.optional), boosts=tuple(boosts)
    )


def _shortened(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Keep of each clause what was typed, and the alternatives of one word: all of these together are few parts."""
    return tuple(
        Clause(
            (
                clause.any_of[0],
                *(parts for parts in clause.any_of[1:] if len(parts) == 1 and isinstance(parts[0], Word)),
            )
        )
        for clause in clauses
    )


def parts_of(query: object) -> int:
    """How many parts of a query, or of several, a server counts against its limit; each token that is scored is one."""
    if isinstance(query, Mapping):
        if "combined_fields" in query:
            return len(query["combined_fields"]["query"].split())
        return int(not _LEAVES.isdisjoint(query)) or sum(map(parts_of, query.values()))
    return sum(map(parts_of, query)) if isinstance(query, list) else 0


def _clauses(request: Request, once: Callable[[Clause], Query]) -> Query:
    if request.everything:
        return {"match_all": {}}
    if not request.clauses:
        return {"match_none": {}}
    if request.at_least is None:
        return _all([once(one) for one in request.clauses])
    return _some(request.clauses, request.at_least, once)


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


def _scored_tokens(part: Word | Phrase) -> list[str]:
    return _tokens(part) if isinstance(part, Word) else [analysis.fold(word) for word in part.words]


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
