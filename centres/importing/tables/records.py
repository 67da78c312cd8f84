"""Tables as JSON: a list of objects, a list inside an object, or a GeoJSON FeatureCollection."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.importing.problems import WARNING, Problem
from centres.importing.tables.delimited import Source, checked_row, raise_no_rows, raise_too_many
from centres.importing.tables.header_row import checked_header
from centres.importing.tables.json_text import JsonText
from centres.importing.tables.shapes import Remark, shape_of
from centres.importing.tables.table import FileRefused, Limits, Row, Table

# Lists that describe the others, and objects that services put around their answer.
_NO_RECORDS = frozenset(
    {"fields", "columns", "links", "facets", "parameters", "bbox", "@context", "resources", "schema"}
)
_ENVELOPES = frozenset({"result", "results", "data", "response", "payload", "body", "objects", "dataset"})


@dataclass(slots=True)
class Record:
    """One object of the list as column name → text; ``twice``: names it holds twice.

    ``reasons`` keep it out, ``remarks`` are only told.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    reasons: list[Message] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


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
            record.number,
            name,
            "",
            "",
            Message(_("“%(name)s” stands twice for this centre. Keep one."), {"name": name}),
        )
        for name in record.twice
    ]
    problems += [Problem(record.number, "", "", "", reason) for reason in record.reasons]
    problems += [
        Problem(record.number, remark.column, "", remark.value, remark.reason, severity=WARNING)
        for remark in record.remarks
    ]
    return checked_row(record.number, names, [record.cells.get(key, "") for key in keys], problems, limits)


def _records(source: Source, limits: Limits, shape: _Shape) -> Iterator[Record]:
    """The list at the top, or the first one inside the top object that holds records."""
    text = JsonText(source)
    if text.peek() == "[":
        yield from _list(text, limits, shape)
    else:
        yield from _members(text, limits, shape, [])
    text.end()


def _members(text: JsonText, limits: Limits, shape: _Shape, found: list[bool]) -> Iterator[Record]:
    """The records among the members of an object. ``found`` is filled as soon as there are any."""
    for name in text.members():
        if text.peek() == "[" and not found and name not in _NO_RECORDS:
            for record in _list(text, limits, shape):
                found[:] = [True]
                yield record
        elif text.peek() == "{" and not found and name in _ENVELOPES:
            yield from _members(text, limits, shape, found)
        else:
            value = text.value()
            shape.geojson = shape.geojson or (name, value) == ("type", "FeatureCollection")


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
                    _("Centre %(n)s of the file holds lists within lists, more of them than can be read. Ask whoever made the file for a plain table, such as an Excel workbook (.xlsx)."),
                    n=number,
                )  # fmt: skip
            found = shape_of(value)
            shape.geojson = shape.geojson or found.geojson
            yield Record(number, found.cells, text.twice, remarks=found.remarks)
        else:
            reason = Message(
                _("This entry is no centre: it does not say which value is the name and which the address. Ask whoever made the file, or leave it out.")
            )  # fmt: skip
            yield Record(number, reasons=[reason])


def _depth(value: Any, most: int) -> int:
    """How many levels of lists and objects there are, counted to one more than ``most``."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None or most < 0:
        return 0
    return 1 + max((_depth(part, most - 1) for part in inner), default=0)
