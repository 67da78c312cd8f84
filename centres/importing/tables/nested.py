"""Cells that hold JSON or a list as Python writes it, as open data portals do in CSV: each name in them becomes a column."""

import ast
import json
from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from typing import Any

from centres.importing.tables.shapes import flat
from centres.importing.tables.table import Limits, Row, Table

_LOOKED_AT = 30
_LONGEST = 20_000


def unfolded(table: Table, limits: Limits) -> Table:
    """The table with a column ``address.city`` for each name in the JSON of a column ``address``; the same without any.

    The names are those of the first rows. A column of points (GeoJSON geometries) stays as it is.
    """
    first = list(islice(table.rows, _LOOKED_AT))
    columns = [
        _names_in(name, [row.cells[number] for row in first if row.cells[number]])
        for number, name in enumerate(table.header)
    ]
    header = [inner for name, names in zip(table.header, columns, strict=True) for inner in names or [name]]
    is_wanted = any(columns) and len(header) <= limits.columns and len(set(header)) == len(header)
    table.rows = _rows(first, table.rows, table.header, columns if is_wanted else [])
    table.header = header if is_wanted else table.header
    return table


def _names_in(column: str, cells: Sequence[str]) -> list[str]:
    """The names in a column whose filled cells are lists of objects or texts, or objects, most of them at least."""
    found = [names for cell in cells if (names := _unfolded(column, cell)) is not None]
    if len(found) <= len(cells) / 2:
        return []
    return list(dict.fromkeys(name for names in found for name in names)) or [column]


def _unfolded(column: str, cell: str) -> dict[str, str] | None:
    """Column → text of what the cell holds; ``None`` when it is no list or object."""
    if cell[:1] not in ("[", "{") or len(cell) > _LONGEST:
        return None
    try:
        value = _value(cell)
        if isinstance(value, dict):
            is_point = "coordinates" in value
        elif isinstance(value, list):
            is_point = not all(isinstance(part, dict | str) for part in value)
        else:
            return None
        return None if is_point else (dict(flat(column, value)) if value else {})
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _value(cell: str) -> Any:
    """What a cell holds. Raises ValueError, SyntaxError, RecursionError or MemoryError when it holds neither JSON nor a literal."""
    try:
        return json.loads(cell)
    except ValueError:
        return ast.literal_eval(cell)


def _rows(
    first: Sequence[Row], rest: Generator[Row], header: Sequence[str], columns: Sequence[Sequence[str]]
) -> Generator[Row]:
    for row in _all(first, rest):
        yield Row(row.line, tuple(_cells(row, header, columns)), row.problems) if columns else row


def _all(first: Sequence[Row], rest: Generator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _cells(row: Row, header: Sequence[str], columns: Sequence[Sequence[str]]) -> Iterator[str]:
    """A cell that is no JSON after all stands in the first of its columns."""
    for name, cell, names in zip(header, row.cells, columns, strict=True):
        if not names:
            yield cell
            continue
        found = _unfolded(name, cell) if cell else {}
        yield from (found.get(inner, "") for inner in names) if found is not None else [cell, *[""] * (len(names) - 1)]
