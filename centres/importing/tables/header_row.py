"""Find the row that names the columns: a title or empty rows may stand above it, and some tables have none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop as _

from centres.gazetteer.fold import fold
from centres.importing.columns.header_words import known_names
from centres.importing.tables.table import FileRefused, Limits

_LOOKS_LIKE_DATA = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+|(?:https?://|www\.)\S+|[-+]?\d+(?:[.,]\d+)?|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
    r"|(?:\+|0)\d[\d ./-]{6,}"
)
_LONGEST_NAME = 120
_OF_ONE_KIND = 0.8
"""So many cells of a column are numbers, dates or addresses, or it is no such column."""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns and the line they stand in.

    ``is_written``: False where the table names none: they are numbered, and ``line`` is the one above the first row.
    """

    line: int
    names: tuple[str, ...]
    is_written: bool = True


def find_header(first: Sequence[tuple[int, list[str]]], limits: Limits) -> Header:
    """The header among the first rows (line, cells): the first that is filled nearly as far as the widest row.

    When that row is data like those below, the columns are numbered: ``#1``, ``#2`` …
    Raises FileRefused when only one column is found.
    """
    widths = [_width(cells) for _line, cells in first]
    if max(widths, default=0) < 2:
        raise FileRefused(
            _(
                "Only one column is found. Save the table as an Excel workbook (.xlsx), or separate its columns by commas."
            )
        )
    usual = sorted(widths)[3 * len(widths) // 4]
    for number, (line, cells) in enumerate(first):
        filled = [cell for cell in cells if cell]
        if len(filled) >= max(2, 0.6 * usual):
            below = [row for _line, row in first[number + 1 :]]
            if _is_data(cells, below):
                width = max(len(row) for row in (cells, *below))
                return with_more(Header(line - 1, (), is_written=False), width, limits)
            if _width(cells) < usual and _are_no_names(cells):
                continue  # what a program writes about its table stands above it
            return checked_header(line, cells[: _width(cells)], limits)
    line, cells = first[0]
    return checked_header(line, cells[: _width(cells)], limits)


def _width(cells: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(cells, 1) if cell), default=0)


def _is_data(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row is one like those below it: numbers stand over numbers, the same words over the same.

    A row that stands below once more, or a good part of whose cells are names we know, names the columns.
    """
    known = sum(fold(cell) in known_names() for cell in cells)
    if list(cells) in [list(row) for row in below] or known * 4 >= sum(map(bool, cells)):
        return False
    like, unlike = 0, 0
    for number, cell in enumerate(cells):
        column = [row[number] for row in below if number < len(row) and row[number]]
        if not (cell and column):
            continue
        if sum(map(_holds_data, column)) >= _OF_ONE_KIND * len(column):
            like, unlike = (like + 1, unlike) if _holds_data(cell) else (like, unlike + 1)
        else:
            like += cell in column
    return like > max(1, 2 * unlike)


def _holds_data(cell: str) -> bool:
    """Whether a cell is data, or holds a number: ``12 rue de la Paix``; but ``Adresse 2`` is a name."""
    has_number = re.search(r"\d", cell) is not None and re.fullmatch(r"\D*[^\W\d_]\s?\d", cell) is None
    return has_number or _looks_like_data(cell)


def _looks_like_data(cell: str) -> bool:
    return _LOOKS_LIKE_DATA.fullmatch(cell) is not None


def _are_no_names(cells: Sequence[str]) -> bool:
    return sum(map(_looks_like_data, cells)) * 4 >= len(cells)


def checked_header(line: int, cells: Sequence[str], limits: Limits) -> Header:
    """The header in these cells; refuses too many columns, and data where names should be.

    Raises FileRefused.
    """
    if len(cells) > limits.columns:
        raise FileRefused(
            _("The file has more than %(most)s columns. Keep only those about the centres."), most=limits.columns
        )
    if _are_no_names(cells):
        raise FileRefused(
            _(
                "Line %(line)s looks like data, not like column names. Write the names of the columns in the first line."
            ),
            line=line,
        )
    names = [" ".join(cell.split())[:_LONGEST_NAME] or f"#{number}" for number, cell in enumerate(cells, 1)]
    return Header(line, tuple(_told_apart(names)))


def with_more(header: Header, number: int, limits: Limits) -> Header:
    """The numbered columns and so many more. Raises FileRefused when there are too many."""
    names = checked_header(header.line, [""] * (len(header.names) + number), limits).names
    return replace(header, names=names)


def _told_apart(names: Sequence[str]) -> Iterator[str]:
    """The names; one that stands twice is numbered from its second time on: ``Tel``, ``Tel (2)``."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name.casefold()] += 1
        number = seen[name.casefold()]
        if number == 1:
            yield name
            continue
        while seen[f"{name} ({number})".casefold()]:
            number += 1
        seen[f"{name} ({number})".casefold()] += 1
        yield f"{name} ({number})"
