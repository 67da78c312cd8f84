"""Judge a workbook's ZIP archive before anything in it is parsed: sizes, kinds, entities, rows."""

import re
import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from centres.importing.tables.table import FileRefused, Limits

_CHUNK = 1_000_000
_OVERLAP = 8_000
MAX_PARTS = 2_000
MAX_PART = 5_000_000  # bytes of a part that is parsed whole: styles, relations, properties
MAX_ROW = 4_000_000  # bytes between two rows
MAX_REST = 12_000_000  # bytes below the last row: links, merged cells
MAX_WORDS = 1_600_000  # angle brackets in the table of texts, read before the first row
MAX_MARKS = 100_000  # angle brackets between two rows: what the parser keeps in memory at once
MAX_PART_MARKS = 60_000  # angle brackets in a part that is parsed whole
MAX_SHEETS = 100
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]", re.I)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]*)?>[^<]*</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</(?:\w+:)?c>)"
)


def check_archive(stream: BinaryIO, limits: Limits) -> dict[str, int]:
    """Refuses an archive that is no plain workbook or could hurt; gives the number of rows of each sheet's part.

    Raises FileRefused.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _check_kind({part.filename for part in parts})
            _check_sizes(parts, limits)
            return {
                part.filename: _scan(archive, part)
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels", ".vml"))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise FileRefused(
            _("The workbook is damaged. Open it in a spreadsheet program, save it again and send that.")
        ) from error


def _check_kind(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise FileRefused(_("The workbook holds macros. Save it as an Excel workbook (.xlsx) without macros."))
    if any(name.endswith(".kml") for name in lower):
        raise FileRefused(
            _(
                "This is a packed map file (KMZ). Open it in a map program such as QGIS, save its points as GeoJSON or CSV."
            )
        )
    if any(name.endswith((".shp", ".gpkg", ".dbf")) for name in lower):
        raise FileRefused(
            _(
                "This archive holds map layers (shapefile). Open it in a map program such as QGIS, save the layer as GeoJSON."
            )
        )
    if "content.xml" in lower:
        raise FileRefused(
            _(
                "This is an OpenDocument file (.ods). Open it, save it as an Excel workbook (.xlsx) or as CSV and send that."
            )
        )
    if "xl/workbook.bin" in lower:
        raise FileRefused(
            _("This kind of workbook cannot be read. Save it as an Excel workbook (.xlsx) and send that.")
        )
    if "xl/workbook.xml" not in lower:
        raise FileRefused(_("This archive holds no table. Unpack it and send the table that is in it."))


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """The declared sizes are also the real ones: the archive reader never gives more than declared."""
    whole = sum(part.file_size for part in parts)
    bombs = [
        part
        for part in parts
        if part.file_size > MAX_PART and part.file_size > limits.ratio * max(1, part.compress_size)
    ]
    heavy = [part for part in parts if part.file_size > _allowed(part.filename, limits)]
    if whole > limits.unpacked or len(parts) > MAX_PARTS or bombs or heavy:
        raise FileRefused(
            _(
                "The workbook takes %(size)s MB when it is opened, more than can be read. Keep one sheet with the centres, without pictures."
            ),
            size=round(whole / 1e6),
        )


def _allowed(name: str, limits: Limits) -> int:
    if "/media/" in name or "/worksheets/" in name:
        return limits.unpacked
    return limits.words if name.lower().endswith("sharedstrings.xml") else MAX_PART


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Counts the rows of a part and refuses entities, formulas without a result and endless rows."""
    rows, carried, since, marks = 0, b"", 0, 0
    with archive.open(part) as stream:
        while True:
            chunk = stream.read(_CHUNK)
            block = carried + chunk
            end = len(block) if not chunk else max(0, len(block) - _OVERLAP)
            if _ENTITY.search(block):
                raise FileRefused(
                    _(
                        "This workbook is made in an unusual way and is not opened, to be safe. Open it in a spreadsheet program, save it again and send that."
                    )
                )
            if part.filename.lower() == "xl/workbook.xml" and len(_SHEET.findall(block)) > MAX_SHEETS:
                raise FileRefused(
                    _("The workbook has more than %(most)s sheets. Keep the one with the centres."), most=MAX_SHEETS
                )
            if _NO_RESULT.search(block):
                raise FileRefused(
                    _(
                        "Cells of the workbook hold formulas without a result. Open it in a spreadsheet program, save it and send that."
                    )
                )
            last = 0
            for match in _ROW.finditer(block, 0, min(len(block), end + 64)):
                if match.start() >= end:
                    break
                _check_row(since + match.start() - last, marks + block.count(b"<", last, match.start()))
                rows, since, marks, last = rows + 1, 0, 0, match.start()
            since += end - last
            marks += block.count(b"<", last, end)
            carried = block[end:]
            _check_rest(part.filename, rows, since, marks)
            if not chunk:
                return rows


def _check_row(size: int, marks: int) -> None:
    if size > MAX_ROW or marks > MAX_MARKS:
        raise FileRefused(
            _("A row of the workbook is longer than can be read. Keep only the columns about the centres.")
        )


def _check_rest(name: str, rows: int, size: int, marks: int) -> None:
    """What follows the last row so far. A part without rows is bounded by its size and its marks."""
    if name.lower().endswith("sharedstrings.xml"):
        _check_row(0, marks * MAX_MARKS // MAX_WORDS)
    elif rows or "/worksheets/" in name:
        _check_row(size * MAX_ROW // MAX_REST, marks)
    elif marks > MAX_PART_MARKS:
        raise FileRefused(
            _("The workbook has more styles, links or names than can be read. Copy the table into a new workbook.")
        )
