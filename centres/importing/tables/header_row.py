"""Find the row that names the columns: a title or empty rows may stand above it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from centres.importing.tables.table import FileRefused, Limits

_LOOKS_LIKE_DATA = re.compile(r"[^\s@]+@[^\s@]+\.\w+|https?://\S+|[-+]?\d+(?:[.,]\d+)?|\d{4}-\d\d-\d\d|\+\d[\d /-]{6,}")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns and the line they stand in."""

    line: int
    names: tuple[str, ...]


def find_header(first: Sequence[tuple[int, list[str]]], limits: Limits) -> Header:
    """The header among the first rows (line, cells): the first that is filled nearly as far as the widest row.

    Raises FileRefused when only one column is found.
    """
    widths = [_width(cells) for _line, cells in first]
    if max(widths, default=0) < 2:
        raise FileRefused(_("Only one column is found. Separate the columns by commas, semicolons or tabs."))
    usual = sorted(widths)[len(widths) // 2]
    for line, cells in first:
        filled = [cell for cell in cells if cell]
        if len(filled) >= max(2, 0.6 * usual):
            return checked_header(line, cells[: _width(cells)], limits)
    line, cells = first[0]
    return checked_header(line, cells[: _width(cells)], limits)


def _width(cells: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(cells, 1) if cell), default=0)


def checked_header(line: int, cells: Sequence[str], limits: Limits) -> Header:
    """The header in these cells; refuses too many columns, and data where names should be.

    Raises FileRefused.
    """
    if len(cells) > limits.columns:
        raise FileRefused(
            _("The file has more than %(most)s columns. Keep only those about the centres."), most=limits.columns
        )
    if sum(bool(_LOOKS_LIKE_DATA.fullmatch(cell)) for cell in cells) * 4 >= len(cells):
        raise FileRefused(
            _(
                "Line %(line)s looks like data, not like column names. Write the names of the columns in the first line."
            ),
            line=line,
        )
    names = [" ".join(cell.split())[:_LONGEST_NAME] or f"#{number}" for number, cell in enumerate(cells, 1)]
    return Header(line, tuple(_told_apart(names)))


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
