"""What a record of a JSON file holds, whoever wrote it: GeoJSON, OpenStreetMap, ESRI, OpenDataSoft, or a plain list."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.importing.tables.timetables import hours_of
from centres.importing.tables.workbook import text_of

_WRAPPERS = ("properties", "attributes", "fields", "tags")
_OSM_KINDS = ("node", "way", "relation")
_FEW = 3
"""Objects that say no more than this are a value with its label; others are addresses and the like."""
_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about one value of a record. ``column``: its name in the file, ``value``: what it holds."""

    column: str
    value: str
    reason: Message


@dataclass(slots=True)
class Shape:
    """A record as column name → text, and what is to be said about it. ``geojson``: it was a feature."""

    cells: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    geojson: bool = False


def shape_of(value: dict[str, Any]) -> Shape:
    """The record with its properties at the top, whatever they were wrapped in, and its point as ``lat`` and ``lng``."""
    found = Shape(geojson=value.get("type") == "Feature" and "geometry" in value)
    wrapper = next((name for name in _WRAPPERS if isinstance(value.get(name), dict)), "")
    geometry = value.get("geometry") if wrapper or found.geojson else None
    if value.get("type") in _OSM_KINDS and ("tags" in value or "id" in value):
        centre = value.get("center")
        place: dict[str, Any] = centre if isinstance(centre, dict) else value
        _put(found, "", {"@id": f"{value['type']}/{value.get('id', '')}", **(value.get("tags") or {})})
        found.cells |= {name: text_of(place.get(old)) for name, old in (("lat", "lat"), ("lng", "lon")) if old in place}
        return found
    if wrapper or found.geojson:
        _put(found, "", value.get(wrapper) or {})
        others = {name: part for name, part in value.items() if name not in (wrapper, "geometry", "type", "bbox")}
        for name, text in flat("", others):
            found.cells.setdefault(name, text)
    else:
        _put(found, "", value)
    _put_point(found, "", geometry)
    return found


def _put(found: Shape, name: str, value: dict[str, Any]) -> None:
    for inner, part in value.items():
        if (
            isinstance(part, dict)
            and part.get("type") in _GEOMETRIES
            and ("coordinates" in part or "geometries" in part)
        ):
            _put_point(found, f"{inner}.", part)
        else:
            found.cells.update(flat(inner, part))


def flat(name: str, value: Any) -> Iterable[tuple[str, str]]:
    """(column, text) of a value: objects inside objects as ``address.street``, opening hours as one text.

    Of a list of small objects, such as telephones with their labels, the values of each name stand side by side. Of larger
    ones, such as addresses, the fullest stands under the name, the others as ``address (2).street``.
    """
    if isinstance(value, list | dict) and (hours := hours_of(value)) is not None:
        yield name, hours
    elif isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        yield from _flat_list(name, value)
    elif isinstance(value, dict):
        for inner, part in value.items():
            yield from flat(f"{name}.{inner}" if name else inner, part)
    else:
        yield name, _text(value)


def _flat_list(name: str, parts: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    rows = [dict(flat(name, part)) for part in parts]
    filled = [sum(map(bool, row.values())) for row in rows]
    if max(filled) > _FEW:
        best = filled.index(max(filled))
        yield from rows.pop(best).items()
        for number, row in enumerate(rows, 2):
            yield from ((f"{name} ({number}){inner[len(name) :]}", text) for inner, text in row.items() if text)
        return
    merged: dict[str, dict[str, None]] = {}
    for row in rows:
        for inner, text in row.items():
            merged.setdefault(inner, {}).update({text: None} if text else {})
    for inner, texts in merged.items():
        yield inner, _joined(texts)


def _text(value: Any) -> str:
    if isinstance(value, list):
        if any(isinstance(part, dict | list) for part in value):
            return json.dumps(value, ensure_ascii=False, default=str)
        return _joined(_text(part) for part in value)
    return text_of(value)


def _joined(texts: Iterable[str]) -> str:
    parts = [text for text in texts if text]
    return ("\n" if any(";" in part for part in parts) else "; ").join(parts)


def _put_point(found: Shape, prefix: str, geometry: Any) -> None:
    """Adds the point of a geometry; a record without one is a full record."""
    if geometry is None:
        return
    place = _position(geometry)
    if isinstance(place, Message):
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        found.remarks.append(Remark(prefix.removesuffix(".") or "geometry", shown(str(kind)), place))
        return
    if not prefix and {"lat", "lng"} & set(found.cells):
        prefix = "geometry."
    found.cells |= {f"{prefix}lat": text_of(place[1]), f"{prefix}lng": text_of(place[0])}


def _position(geometry: Any) -> Any:
    """Longitude and latitude, or why there are none."""
    if not isinstance(geometry, dict):
        return Message(
            _(
                "No place on the map can be read here. The centre comes without a point: set it on the centre’s own form."
            )
        )
    if "x" in geometry and "y" in geometry:
        return [geometry["x"], geometry["y"]]
    kind, places = str(geometry.get("type")), geometry.get("coordinates")
    if kind == "GeometryCollection" and len(geometry.get("geometries") or ()) == 1:
        return _position(geometry["geometries"][0])
    if not (places or geometry.get("geometries")):
        return Message(
            _("The place on the map is empty. The centre comes without a point: set it on the centre’s own form.")
        )
    if kind == "MultiPoint" and isinstance(places, list):
        different = {json.dumps(place, default=str) for place in places}
        if len(different) > 1:
            said = _(
                "%(n)s places on the map stand here, and which one is the door is not known. The centre comes without a point: set it on the centre’s own form."
            )
            return Message(said, {"n": len(different)})
        kind, places = "Point", places[0]
    if kind == "Point" and isinstance(places, list) and len(places) >= 2:
        return places
    return Message(
        _(
            "A line or an area on the map stands here, not the point of a door. The centre comes without a point: set it on the centre’s own form."
        )
    )
