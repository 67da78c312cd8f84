"""What the server answers, as values of ours. Whatever is missing raises KeyError or TypeError: the caller says it plainly."""

from collections.abc import Iterator, Mapping
from typing import Any

from search.engines.elasticsearch.asking import OWN
from search.expressions import Match, Matches, Request
from search.interface import FACETS, FacetCount

Answer = Mapping[str, Any]


def matches(answer: Answer, request: Request) -> Matches:
    """Return one page of results."""
    counts = answer["aggregations"]
    return Matches(
        hits=tuple(_match(hit, request) for hit in answer["hits"]["hits"]),
        count=counts["hits"]["groups"]["value"],
        own_count=counts["hits"]["own"]["doc_count"],
        matching=counts["matching"]["doc_count"],
        facets={name: tuple(_facet(counts[name]["codes"]["buckets"])) for name in FACETS},
        partial=partial(answer),
    )


def partial(answer: Answer) -> bool:
    """Whether some of the index did not answer."""
    return bool(answer["timed_out"] or answer["_shards"]["failed"])


def _match(hit: Answer, request: Request) -> Match:
    source = hit["_source"]
    shown = source["shown"]
    score = hit["_score"] or 0.0
    return Match(
        source=source["source"],
        pk=source["pk"],
        language=source["language"],
        kind=source["kind"],
        title=shown["title"],
        url=shown["url"],
        summary=shown["summary"],
        body=shown["body"],
        meta=tuple(shown["meta"]),
        lat=shown["lat"],
        lng=shown["lng"],
        score=score / OWN if source["language"] == request.language else score,
        boosts=tuple(boost.name for boost in request.boosts if boost.name in hit.get("matched_queries", ())),
    )


def _facet(buckets: list[Answer]) -> Iterator[FacetCount]:
    counts = [
        (bucket["key"], bucket["groups"]["value"] if "groups" in bucket else bucket["doc_count"]) for bucket in buckets
    ]
    for code, number in sorted(counts, key=lambda pair: (-pair[1], pair[0])):
        yield FacetCount(code, number)
