"""What the server keeps of a document: our own tokens, which it only cuts at spaces, and the texts it hands back.

The analysis is ours in every engine (`search.analysis`), so the server needs no plug-in and none of its languages.
"""

from typing import Any

from search import analysis, weights
from search.engines import fields
from search.interface import KEPT_FACETS, Document

VERSION = f"1-{fields.VERSION}-{analysis.VERSION}"
"""Part of every name: an index of other code is another index."""

EXACT = fields.EXACT
STEMMED = fields.STEMMED
CODES = tuple(name for name in KEPT_FACETS if name not in ("kind", "language"))

_K1 = 1.2
_KEPT_DELETES = "1d"


def scale() -> float:
    """Return what our weights are multiplied with: `combined_fields` wants none below 1."""
    return 1 / min(1.0, *weights.FIELDS.values())


def settings() -> dict[str, Any]:
    """Return the settings of an index while it is filled."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        # How long a deleted document still knows its version, so that no worker who read earlier brings it back.
        "gc_deletes": _KEPT_DELETES,
        # Weights scaled by some factor give the same score when k1 is.
        "similarity": {"default": {"type": "BM25", "k1": _K1 * scale(), "b": 0.75}},
    }


def mappings() -> dict[str, Any]:
    """Return the fields."""
    tokens = {"type": "text", "analyzer": "whitespace"}
    keyword = {"type": "keyword"}
    return {
        "dynamic": "strict",
        "_source": {"includes": ["source", "pk", "language", "kind", "shown"]},
        "properties": {
            **dict.fromkeys(EXACT, tokens),
            **{name: {**tokens, "index_options": "freqs"} for name in STEMMED},
            **dict.fromkeys(("id", "source", "pk", "language", "kind", "group", "start", "digest"), keyword),
            "start_length": {"type": "integer"},
            "heading": {**tokens, "index_options": "docs", "norms": False, "index_prefixes": {"min_chars": 2}},
            "spelling": {"type": "keyword", "doc_values": False},
            "codes": {"properties": dict.fromkeys(CODES, keyword)},
            "point": {"type": "geo_point"},
            "shown": {"type": "object", "enabled": False},
        },
    }


def identifier(source: str, pk: str, language: str) -> str:
    """Return the id of a document."""
    return f"{source}:{pk}:{language}"


def source(document: Document) -> dict[str, Any]:
    """Return a document as the server is given it."""
    tokens = dict(zip(fields.COLUMNS, fields.text_row(document), strict=True))
    start = fields.exact(document.title)
    found = {
        **tokens,
        "id": identifier(*document.key, document.language),
        "source": document.source,
        "pk": str(document.pk),
        "language": document.language,
        "kind": document.kind,
        "group": document.group_key,
        "digest": document.digest,
        "start": start[:500],
        "start_length": len(start),
        "heading": fields.exact(" ".join((document.title, *document.names))),
        "spelling": [spelled(document.language, word) for word in sorted(fields.distinct_words(tokens.values()))],
        "codes": {name: codes for name, codes in fields.facets_of(document).items() if name in CODES},
        "shown": {
            "title": document.title,
            "url": document.url,
            "summary": document.summary,
            "body": document.body[: fields.MAX_BODY],
            "meta": list(document.meta),
            "lat": document.lat,
            "lng": document.lng,
        },
    }
    if document.lat is not None and document.lng is not None:
        found["point"] = {"lat": document.lat, "lon": document.lng}
    return found


def spelled(language: str, word: str) -> str:
    """Return the token that stands for a spelling in one language."""
    return f"{language}:{word}"


def field(facet: str) -> str:
    """Return the field that holds the codes of a facet."""
    return facet if facet in ("kind", "language") else f"codes.{facet}"
