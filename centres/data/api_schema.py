"""JSON Schemas of what the directory's API answers, for its OpenAPI 3.1 description."""

from typing import Any

from centres.columns.column import Column, Schema
from centres.columns.public import COLUMNS
from core.i18n.languages import LANGUAGES

_STRING: Schema = {"type": "string"}
ALWAYS_KNOWN = frozenset({"uid", "name", "language", "network", "country", "address_level", "status", "everyone"})
"""Columns that are never empty."""


def _nullable(schema: Schema) -> Schema:
    """The schema, or ``null`` for what is not known."""
    wider = schema | {"type": [schema["type"], "null"]}
    return wider | {"enum": [*schema["enum"], None]} if "enum" in schema else wider


def _column(column: Column) -> Schema:
    """A column's schema; a list is empty rather than ``null``."""
    schema = column.schema()
    return schema if column.name in ALWAYS_KNOWN or schema["type"] == "array" else _nullable(schema)


def _object(properties: Schema, description: str = "") -> Schema:
    """An object whose properties are all present."""
    schema: Schema = {"type": "object", "required": list(properties), "properties": properties}
    return schema | {"description": description} if description else schema


def _special_hours() -> Schema:
    day, time = _STRING | {"format": "date"}, _nullable(_STRING | {"pattern": "^[0-2][0-9]:[0-5][0-9]$"})
    entry = {"first_day": day, "last_day": day, "opens": time, "closes": time, "reason": _nullable(_STRING)}
    return {"type": "array", "items": _object(entry, "Without times the centre is closed.")}


def centre_schema() -> Schema:
    """One centre of the JSON API."""
    facts = {column.name: _column(column) for column in COLUMNS if not column.language}
    texts = {column.field: _nullable(_STRING) for column in COLUMNS if column.language == LANGUAGES[0]}
    texts.pop("name")
    properties = {
        "id": {"type": "integer"},
        **facts,
        "name": _STRING | {"description": "In the language asked for when it has one, else the local name."},
        "local_name": _STRING,
        "url": _STRING | {"format": "uri"},
        "to_confirm": {"type": "boolean", "description": "Nobody has confirmed the facts for as long as agreed."},
        "marks": {"type": "array", "items": _STRING, "description": "What the page says about the state, in words."},
        "distance_km": {"type": ["number", "null"]},
        "special_hours": _special_hours(),
        **texts,
        "summary_language": _nullable(_STRING | {"enum": list(LANGUAGES)}),
        "updated_at": _STRING | {"format": "date-time"},
        "license": _STRING | {"format": "uri"},
        "attribution": _STRING,
    }
    return _object(properties, "null stands for what is not known.")


def _place() -> Schema:
    return _object(
        {
            "name": _STRING,
            "label": _STRING,
            "country": _STRING,
            "region": _STRING,
            "kind": _STRING,
            "lat": {"type": "number"},
            "lng": {"type": "number"},
        }
    )


def _cluster() -> Schema:
    number: Schema = {"type": "number"}
    schema = _object({"lat": number, "lng": number, "count": {"type": "integer"}}, "Centres near each other on a map.")
    schema["properties"] |= {
        "id": {"type": "integer", "description": "Of the only centre."},
        "ids": {"type": "array", "items": {"type": "integer"}, "description": "Of the centres, when they are few."},
        "bounds": {"type": "array", "items": number, "minItems": 4, "maxItems": 4},
    }
    return schema


def _problem() -> Schema:
    properties = {
        "type": _STRING,
        "title": _STRING,
        "status": {"type": "integer"},
        "detail": _STRING,
        "parameter": _STRING | {"description": "The parameter that cannot be understood."},
    }
    return _object(properties, "Problem details (RFC 9457).") | {"required": ["type", "title", "status", "detail"]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> Schema:
    link = _nullable(_STRING | {"format": "uri"})
    return _object(
        {
            "count": {"type": "integer"},
            "next": link,
            "previous": link,
            "results": {"type": "array", "items": _ref(name)},
        }
    )


def _clusters() -> Schema:
    return _object({"count": {"type": "integer"}, "results": {"type": "array", "items": _ref("Cluster")}})


CENTRE, CENTRES, CLUSTERS, PLACES = _ref("Centre"), _list("Centre"), _clusters(), _list("Place")
PROBLEMS = {(status, "application/problem+json"): _ref("Problem") for status in (400, 429)}
NOT_READY = {(503, "application/problem+json"): _ref("Problem")}
NOT_FOUND = {(404, "application/problem+json"): _ref("Problem")}


def add_schemas(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Puts the named schemas into the description (drf-spectacular's post-processing hook)."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {"Centre": centre_schema(), "Cluster": _cluster(), "Place": _place(), "Problem": _problem()}
    return result
