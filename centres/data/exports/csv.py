"""CSV (RFC 4180) in UTF-8 with a mark at its start, which spreadsheet programs need to read accents."""

import csv
import io
from collections.abc import Iterable, Iterator

from centres.columns.column import Value
from centres.columns.public import written
from centres.data.exports.rows import NAMES, Row
from core.spreadsheets import csv_cell

_MARK = "\ufeff"


def _cell(value: Value) -> str | int | float | None:
    return None if value is None else csv_cell(written(value))


def lines(batches: Iterable[list[Row]]) -> Iterator[bytes]:
    """The file piece by piece: header first, then one piece a batch."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(_MARK)
    writer.writerow(NAMES)
    for rows in batches:
        writer.writerows([_cell(row[name]) for name in NAMES] for row in rows)
        yield _taken(buffer)
    if rest := _taken(buffer):
        yield rest


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
