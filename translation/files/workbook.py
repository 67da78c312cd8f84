"""A workbook for people: the original beside the cell to write in. All else is locked, and what machines need is hidden."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from core.spreadsheets import XLSX_OPTIONS
from translation.exchange.mistakes import FileError, Mistake
from translation.files.contents import (
    MAX_PASSAGES,
    VERSION,
    Bundle,
    Name,
    Sent,
    SentUnit,
    Unit,
    checked_version,
    no_name,
    not_ours,
    settled,
)
from translation.files.shown import shown

KEYS = ("place", "original", "translation", "state", "note", "passage")
"""Of the columns behind the first one, in a hidden row above their names, which are in the reader's language."""
WIDTHS = (26, 18, 60, 60, 14, 20, 4)
MAX_CELL = 32_767
"""Letters Excel keeps in a cell."""
MAX_UNPACKED = 30_000_000
"""Bytes of all parts of the archive; 5,000 passages have a fifth of it."""
MAX_SHEETS = 5
_TEXT = {"s", "inlineStr", "str"}
"""openpyxl's kinds of cells that hold text."""
_START = re.compile(r"portal (\S+) ([a-z-]{2,10}) ([a-z-]{2,10}) (\d{1,6})")
_WITHIN = 10
"""The hidden row is among the first ones, whatever people write above."""
Row = tuple[int, dict[int, Any]]
"""Its line, and its cells by their column."""


def write(bundle: Bundle) -> bytes:
    """The whole workbook. Raises FileError for a text longer than a cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, XLSX_OPTIONS)
    sheet = book.add_worksheet(f"{bundle.source} → {bundle.target}")
    _lay_out(book, sheet, bundle)
    wraps = {"text_wrap": True, "valign": "top", "num_format": "@"}
    read, written = book.add_format(wraps), book.add_format(wraps | {"locked": False, "border": 1})
    for row, unit in enumerate(bundle.units, start=2):
        for column, text in enumerate(_cells(unit)):
            if len(text) > MAX_CELL:
                raise FileError(
                    _("A passage of “%(thing)s” is longer than a cell can be. Choose another format.")
                    % {"thing": unit.thing}
                )
            sheet.write_string(row, column, text, written if column == KEYS.index("translation") + 1 else read)
        if unit.most:
            _limit(sheet, row, unit.most)
    book.close()
    return out.getvalue()


def _lay_out(book: Any, sheet: Any, bundle: Bundle) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": column == len(WIDTHS) - 1})
    start = f"portal {VERSION} {bundle.source} {bundle.target} {len(bundle.units)}"
    for column, text in enumerate((start, *KEYS)):
        sheet.write_string(0, column, text)
    sheet.set_row(0, None, None, {"hidden": True})
    for column, text in enumerate((_("Text"), _("Field"), _("Original"), _("Translation"), _("State"), _("Note"), "")):
        sheet.write_string(1, column, text, bold)
    sheet.freeze_panes(2, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _cells(unit: Unit) -> tuple[str, ...]:
    source, target = shown(unit.source, unit.source), shown(unit.target, unit.source)
    return (unit.thing, unit.place, source, target, str(unit.state.label), unit.note, str(unit.name))


def _limit(sheet: Any, row: int, most: int) -> None:
    column = KEYS.index("translation") + 1
    message = _("At most %(n)s characters.") % {"n": most}
    sheet.data_validation(
        row,
        column,
        row,
        column,
        {"validate": "length", "criteria": "<=", "value": most, "error_message": message, "error_type": "warning"},
    )


def read(data: bytes) -> Sent:
    """What the workbook says. Raises FileError with the cells that are wrong."""
    _check_archive(data)
    for rows in _sheets(data):
        for number, (_line, cells) in enumerate(rows[:_WITHIN]):
            texts = {column: str(cell.value) for column, cell in cells.items()}
            if start := next((found for text in texts.values() if (found := _START.fullmatch(text))), None):
                columns = {text: column for column, text in texts.items() if text in KEYS}
                return _sent(start, rows[number + 1 :], columns)
    raise not_ours()


def _sent(start: re.Match[str], rows: list[Row], columns: dict[str, int]) -> Sent:
    checked_version(start[1])
    if missing := [name for name in ("original", "translation", "passage") if name not in columns]:
        raise FileError(
            _("The columns %(columns)s are missing. Start from the file you download here.")
            % {"columns": ", ".join(missing)}
        )
    units, mistakes = _units(rows, columns)
    settled(units, mistakes)
    return Sent(start[2], start[3], units, announced=int(start[4]))


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error
    if "xl/workbook.xml" not in {one.filename for one in parts}:
        raise FileError(_("This archive is no Excel workbook. Save the table as .xlsx and send that."))
    if sum(one.file_size for one in parts) > MAX_UNPACKED:
        raise FileError(_("The workbook is larger than can be read. Send the file you downloaded here."))


def _damaged() -> FileError:
    return FileError(_("The workbook is damaged. Open it in a spreadsheet program, save it again and send that."))


def _sheets(data: bytes) -> list[list[Row]]:
    """The rows that are not empty, of each sheet that is shown. Raises FileError.

    openpyxl's errors are of any kind when a part is broken; its warnings are about styles.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            shown_ones = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [list(_rows(sheet)) for sheet in shown_ones[:MAX_SHEETS]]
        except Exception as error:
            raise _damaged() from error


def _rows(sheet: Any) -> Iterator[Row]:
    for line, row in enumerate(sheet.iter_rows(max_col=30, max_row=_WITHIN + 2 * MAX_PASSAGES), start=1):
        cells = {number: cell for number, cell in enumerate(row, start=1) if cell.value not in (None, "")}
        if cells:
            yield line, cells


def _units(rows: list[Row], columns: dict[str, int]) -> tuple[list[SentUnit], list[Mistake]]:
    units: list[SentUnit] = []
    mistakes: list[Mistake] = []
    for number, (line, cells) in enumerate(rows):
        texts = {}
        for name in ("passage", "original", "translation"):
            cell = cells.get(columns[name])
            if cell is not None and cell.data_type not in _TEXT:
                mistakes.append(Mistake(line, _not_text(cell.data_type), _at(columns[name], line)))
            texts[name] = unescape(str(cell.value)) if cell is not None else ""
        if (named := Name.of(texts["passage"])) is not None:
            at = _at(columns["translation"], line)
            units.append(SentUnit(line, named, texts["original"], texts["translation"], cell=at))
        elif (texts["passage"] or texts["translation"]) and (number or texts["passage"]):
            # The first row holds the names of the columns.
            mistakes.append(no_name(line, _at(columns["passage"], line)))
    return units, mistakes


def _at(column: int, line: int) -> str:
    return f"{get_column_letter(column)}{line}"


def _not_text(kind: str) -> str:
    if kind == "f":
        return _("this is a formula. Write the text itself.")
    return _("this is a number, a date or an error, no text. Format the cell as text and write it again.")
