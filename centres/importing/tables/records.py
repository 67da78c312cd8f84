"""Tables as JSON: a list of objects, a list inside an object, or a GeoJSON FeatureCollection."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.importing.problems import Problem
from centres.importing.tables.delimited import Source, checked_row, raise_no_rows, raise_too_many
from centres.importing.tables.header_row import checked_header
from centres.importing.tables.json_text import JsonText
from centres.importing.tables.table import FileRefused, Limits, Row, Table
from centres.importing.tables.workbook import text_of


@dataclass(slots=True)
class Record:
    """One object of the list as column name → text; ``twice``: names it holds twice."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    reasons: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class _Shape:
    """What the walk through the file found besides the records."""

    geojson: bool = False


def open_records(source: Source, limits: Limits) -> Table:
    """Reads the file once to know all columns, then gives its records again one at a time."""
    names: dict[str, None] = {}
    shape, count = _Shape(), 0
    for record in _records(source, limits, shape):
        count += 1
        names.update(dict.fromkeys(record.cells))
        if count > limits.rows:
            raise_too_many(limits)
        if len(names) > limits.columns:
            break
    if not count:
        raise_no_rows()
    header = checked_header(0, list(names), limits)
    rows = (_row(record, tuple(names), header.names, limits) for record in _records(source, limits, _Shape()))
    return Table(
        "geojson" if shape.geojson else "json", list(header.names), rows, count, source.encoding, header_line=0
    )


def _row(record: Record, keys: tuple[str, ...], names: tuple[str, ...], limits: Limits) -> Row:
    problems = [
        Problem(
            record.number, name, "", "", Message(_("This record holds “%(name)s” twice. Keep one."), {"name": name})
        )
        for name in record.twice
    ]
    problems += [Problem(record.number, "", "", "", reason) for reason in record.reasons]
    return checked_row(record.number, names, [record.cells.get(key, "") for key in keys], problems, limits)


def _records(source: Source, limits: Limits, shape: _Shape) -> Iterator[Record]:
    """The list at the top, or the first one inside the top object that holds objects."""
    text = JsonText(source)
    if text.peek() == "[":
        yield from _list(text, limits, shape)
    else:
        found = False
        for name in text.members():
            if text.peek() == "[" and not found:
                for record in _list(text, limits, shape):
                    found = True
                    yield record
            else:
                value = text.value()
                shape.geojson = shape.geojson or (name, value) == ("type", "FeatureCollection")
    text.end()


def _list(text: JsonText, limits: Limits, shape: _Shape) -> Iterator[Record]:
    """The records of a list, numbered from 1; a list that begins with a plain value gives none."""
    plain = False
    for number, _none in enumerate(text.items(), 1):
        text.twice = []
        value = text.value()
        plain = plain or (number == 1 and not isinstance(value, dict))
        if plain:
            continue
        if isinstance(value, dict):
            if _depth(value, limits.depth) > limits.depth:
                raise FileRefused(
                    _("Record %(n)s of the JSON is nested deeper than %(most)s levels. Send plain values."),
                    n=number, most=limits.depth,
                )  # fmt: skip
            yield _flat(number, value, text.twice, shape)
        else:
            reason = Message(_("This entry of the list is not a record. Write it as an object with names and values."))
            yield Record(number, reasons=[reason])


def _depth(value: Any, most: int) -> int:
    """How many levels of lists and objects there are, counted to one more than ``most``."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None or most < 0:
        return 0
    return 1 + max((_depth(part, most - 1) for part in inner), default=0)


def _flat(number: int, value: dict[str, Any], twice: list[str], shape: _Shape) -> Record:
    """A record with one level of nesting written as ``address.street``; GeoJSON properties stand at the top."""
    record = Record(number, twice=twice)
    if value.get("type") == "Feature" and "geometry" in value:
        shape.geojson = True
        properties = value.get("properties")
        properties = dict(properties) if isinstance(properties, dict) else {}
        if "id" in value:
            properties.setdefault("id", value["id"])
        _put(record, properties)
        _put_point(record, value.get("geometry"))
    else:
        _put(record, value)
    return record


def _put(record: Record, properties: dict[str, Any]) -> None:
    for name, value in properties.items():
        if isinstance(value, dict):
            record.cells |= {f"{name}.{inner}": _text(part) for inner, part in value.items()}
        else:
            record.cells[name] = _text(value)


def _put_point(record: Record, geometry: Any) -> None:
    """GeoJSON writes longitude first. A centre without a geometry is a full record."""
    if geometry is None:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    place = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Point" and isinstance(place, list) and len(place) >= 2:
        prefix = "geometry." if {"lat", "lng"} & set(record.cells) else ""
        record.cells |= {f"{prefix}lat": _text(place[1]), f"{prefix}lng": _text(place[0])}
        return
    record.reasons.append(
        Message(
            _("The geometry is “%(kind)s”. A centre is one point: write a Point with longitude and latitude."),
            {"kind": shown(str(kind))},
        )
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        if any(isinstance(part, dict | list) for part in value):
            return json.dumps(value, ensure_ascii=False, default=str)
        parts = [_text(part) for part in value]
        return ("\n" if any(";" in part for part in parts) else "; ").join(part for part in parts if part)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return text_of(value)
