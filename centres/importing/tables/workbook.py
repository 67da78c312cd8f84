"""Tables in Excel workbooks (.xlsx), read row by row."""

import warnings
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext_noop as _
from openpyxl.utils import get_column_letter

from centres.columns.messages import Message, shown
from centres.importing.problems import Problem
from centres.importing.tables.archive import check_archive
from centres.importing.tables.delimited import checked_row, clean, raise_no_rows, raise_too_many
from centres.importing.tables.header_row import find_header
from centres.importing.tables.shared_texts import LeanReader
from centres.importing.tables.table import FileRefused, Limits, Row, Table

MAX_ROWS_OF_A_SHEET = 1_048_576
_HEADER_WITHIN = 30
_BATCH = 200
_WIDE = 5


def open_workbook(stream: BinaryIO, sheet: str, limits: Limits) -> Table:
    """The visible sheet that looks most like a table, or the one called ``sheet``. Formulas give the result stored.

    Raises FileRefused, also when no visible sheet is called so.
    """
    counts = check_archive(stream, limits)
    if max(counts.values()) > limits.rows + _HEADER_WITHIN:
        raise_too_many(limits)
    book = _guarded(lambda: _load(stream))
    try:
        return _table(book, sheet, counts, limits)
    except BaseException:
        book.close()
        raise


def _load(stream: BinaryIO) -> Any:
    reader = LeanReader(stream, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _guarded(step: Any) -> Any:
    """Runs one step of openpyxl. Its errors are of any kind when a part is broken; its warnings are about styles."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return step()
        except FileRefused:
            raise
        except Exception as error:
            raise FileRefused(
                _("The workbook is damaged. Open it in a spreadsheet program, save it again and send that.")
            ) from error


def _table(book: Any, sheet: str, counts: dict[str, int], limits: Limits) -> Table:
    visible = [page for page in book.worksheets if page.sheet_state == "visible"]
    filled = [page for page in visible if list(islice(_records(page, limits), 2))]
    if not filled:
        raise FileRefused(_("The workbook holds no rows. Choose the file that holds the centres."))
    chosen = _chosen(filled, sheet, limits)
    count = counts.get(chosen._worksheet_path.lstrip("/"), 0)
    first = list(islice(_records(chosen, limits), _HEADER_WITHIN))
    header = find_header(first, limits)
    if first[-1][0] <= header.line:
        raise_no_rows()
    table = Table(
        "xlsx", list(header.names), _rows(chosen, header.line, header.names, limits), max(1, count - 1),
        sheet=chosen.title, sheets=tuple(page.title for page in filled), header_line=header.line,
        is_named=header.is_written,
    )  # fmt: skip
    table.resources.callback(book.close)
    return table


def _chosen(filled: list[Any], sheet: str, limits: Limits) -> Any:
    """The sheet of that name, else the first of the widest tables: cover pages and lists of codes are narrow."""
    if not sheet:
        return max(filled, key=lambda page: _width(page, limits))
    for page in filled:
        if page.title.casefold() == sheet.casefold():
            return page
    names = ", ".join(page.title for page in filled)
    raise FileRefused(
        _("The workbook has no sheet “%(sheet)s” with rows. Choose one of: %(names)s."), sheet=sheet, names=names
    )


def _width(page: Any, limits: Limits) -> int:
    """How many columns the table of a sheet has, at most as many as tell one from a cover; 0 when it holds none."""
    first = list(islice(_records(page, limits), _HEADER_WITHIN))
    try:
        header = find_header(first, limits)
    except FileRefused:
        return 0
    rows = sum(line > header.line for line, _cells in first)
    return min(len(header.names), _WIDE) if rows else 0


def _records(page: Any, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with the number of the row."""
    page.reset_dimensions()
    rows = _guarded(lambda: page.iter_rows(max_row=MAX_ROWS_OF_A_SHEET, max_col=limits.columns + 1, values_only=True))
    number, blank = 0, None
    with closing(rows):
        while batch := _guarded(lambda: list(islice(rows, _BATCH))):
            for values in batch:
                number += 1
                # A gap in the sheet gives one and the same empty row again and again, up to a million times.
                if values is blank:
                    continue
                filled = next((end for end in range(len(values), 0, -1) if values[end - 1] is not None), 0)
                cells = [text_of(value) for value in values[:filled]]
                if any(cells):
                    yield number, cells
                else:
                    blank = values


def _rows(page: Any, header_line: int, names: tuple[str, ...], limits: Limits) -> Generator[Row]:
    for number, (line, cells) in enumerate(_records(page, limits)):
        if number > limits.rows + _HEADER_WITHIN:
            raise_too_many(limits)
        if line <= header_line:
            continue
        problems = []
        if beyond := {
            get_column_letter(number): cell for number, cell in enumerate(cells, 1) if number > len(names) and cell
        }:
            reason = Message(
                _("These cells stand in columns without a name: %(columns)s. Name the columns, or empty the cells."),
                {"columns": ", ".join(beyond)},
            )
            problems.append(Problem(line, "", "", shown(" ".join(beyond.values())), reason))
        cells = [*cells, *[""] * (len(names) - len(cells))][: len(names)]
        yield checked_row(line, names, cells, problems, limits)


def text_of(value: Any) -> str:
    """A value of a spreadsheet or of JSON as one would type it: ISO dates, no needless decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
