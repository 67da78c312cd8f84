"""XLSX, written row by row into a temporary file: text stays text, so that no cell is ever a formula."""

import tempfile
from collections.abc import Iterable
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format

from centres.columns.public import written
from centres.data.exports.rows import NAMES, Row
from centres.licence import ATTRIBUTION, LINES
from core.licence import LICENSE_URL
from core.spreadsheets import XLSX_OPTIONS

WIDE = 32
WIDTHS = {"uid": 12, "name": WIDE, "street": WIDE, "opening_hours": WIDE, "sources": WIDE, "url": WIDE}
"""Widths in characters; the other columns are as wide as the program's default."""

About = list[tuple[str, str]]
"""(label, value) lines of the second sheet."""


def about_lines(address: str, created: str, count: int) -> About:
    """What the second sheet says, in the active language."""
    return [
        (_("Guidance centres"), str(count)),
        (_("Created"), created),
        (_("Address"), address),
        (_("Licence"), LICENSE_URL),
        (_("Name as source"), ATTRIBUTION),
        *((owner, f"{terms}, {url}") for owner, terms, url in LINES),
    ]


def workbook(batches: Iterable[list[Row]], about: About) -> IO[bytes]:
    """The finished file, at its start; it vanishes when closed."""
    stream = tempfile.TemporaryFile(prefix="centres-")  # noqa: SIM115 - closed by whoever sends it
    book = xlsxwriter.Workbook(stream, XLSX_OPTIONS)
    bold = book.add_format({"bold": True})
    _write_centres(book.add_worksheet("Centres"), batches, bold)
    _write_about(book.add_worksheet("About"), about, bold)
    book.close()
    stream.seek(0)
    return stream


def _write_centres(sheet: Any, batches: Iterable[list[Row]], bold: Format) -> None:
    sheet.freeze_panes(1, 2)
    for number, name in enumerate(NAMES):
        if name in WIDTHS:
            sheet.set_column(number, number, WIDTHS[name])
        sheet.write_string(0, number, name, bold)
    line = 0
    for rows in batches:
        for row in rows:
            line += 1
            for number, name in enumerate(NAMES):
                if row[name] is not None:
                    _write_cell(sheet, line, number, written(row[name]))


def _write_cell(sheet: Any, line: int, number: int, value: str | float) -> None:
    if not isinstance(value, str):
        sheet.write_number(line, number, value)
    elif value:
        sheet.write_string(line, number, value)


def _write_about(sheet: Any, about: About, bold: Format) -> None:
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, 1, 3 * WIDE)
    for line, (label, value) in enumerate(about):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, value)
