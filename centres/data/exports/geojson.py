"""GeoJSON (RFC 7946): one feature per centre; one without a point has no geometry, and is listed all the same."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from centres.data.exports.rows import Row
from centres.licence import ATTRIBUTION
from core.licence import LICENSE_URL


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def feature(row: Row) -> dict[str, Any]:
    """One centre. Its properties are the columns; the licence stands once, on the collection."""
    lat, lng = row["lat"], row["lng"]
    has_point = lat is not None and lng is not None
    return {
        "type": "Feature",
        "id": row["uid"],
        "geometry": {"type": "Point", "coordinates": [lng, lat]} if has_point else None,
        "properties": {name: value for name, value in row.items() if name != "license"},
    }


def collection(batches: Iterable[list[Row]], count: int, created: str) -> Iterator[bytes]:
    """The collection piece by piece, with licence, number and time as foreign members."""
    head = {
        "type": "FeatureCollection",
        "license": LICENSE_URL,
        "attribution": ATTRIBUTION,
        "created": created,
        "count": count,
    }
    yield f'{_dumped(head)[:-1]},"features":['.encode()
    separator = "\n"
    for rows in batches:
        yield (separator + ",\n".join(_dumped(feature(row)) for row in rows)).encode()
        separator = ",\n"
    yield b"\n]}\n"
