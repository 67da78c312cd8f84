"""Open whatever a partner sends: CSV, TSV, XLSX, GeoJSON or a JSON list."""

import re
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from centres.importing.tables import delimited, records, workbook
from centres.importing.tables.nested import unfolded
from centres.importing.tables.table import LIMITS, FileRefused, Limits, Table

_HEAD = 64_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What a file of another kind begins with, and what to say about it.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF", _("“%(file)s” is a PDF file, not a table. Send a CSV, XLSX, GeoJSON or JSON file.")),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|BM.{4}\x00{4}|II\*\x00|MM\x00\*",
        _("“%(file)s” is a picture, not a table. Send a CSV, XLSX, GeoJSON or JSON file."),
    ),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ", _("“%(file)s” is packed. Unpack it and send the table that is in it.")),
    (
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:kml|gpx|gml:|wfs:|ogr:|osm)",
        _(
            "“%(file)s” is a map file (KML, GPX, GML or OSM XML). Open it in a map program such as QGIS, save its points as GeoJSON or CSV and send that."
        ),
    ),
    (
        rb"(?:\xef\xbb\xbf)?\s*<",
        _("“%(file)s” is a web page or an XML file, not a table. Send a CSV, XLSX, GeoJSON or JSON file."),
    ),
    (rb"\{\\rtf", _("“%(file)s” is a text document, not a table. Send a CSV, XLSX, GeoJSON or JSON file.")),
)


def open_table(
    path: str | Path, *, filename: str = "", encoding: str = "", sheet: str = "", limits: Limits = LIMITS
) -> Table:
    """The table in a file, found by its content; ``filename`` is the name it was sent under, for messages.

    ``encoding`` and ``sheet`` overrule what would be found. Raises ``FileRefused`` when the file cannot be read.
    Never follows an address in the file, never runs a formula.
    """
    name = filename or Path(path).name
    with ExitStack() as stack:
        stream = stack.enter_context(Path(path).open("rb"))
        head = stream.read(_HEAD)
        _check_size(stream, head, name, limits)
        stream.seek(0)
        if head.startswith(b"PK"):
            table = workbook.open_workbook(stream, sheet, limits)
        else:
            _refuse_others(stream, head, name)
            source = delimited.Source(stream, encoding or delimited.find_encoding(stream))
            opened = records.open_records if source.begins_like_json() else delimited.open_delimited
            table = opened(source, limits)
        table = unfolded(table, limits)
        table.resources.push(stack.pop_all())
        # A reader who stops early leaves the rows half read: they end before the file is closed.
        table.resources.callback(table.rows.close)
        return table


def _check_size(stream: BinaryIO, head: bytes, name: str, limits: Limits) -> None:
    size = stream.seek(0, 2)
    if size > limits.size:
        raise FileRefused(
            _("“%(file)s” has %(size)s MB; %(most)s MB can be read. Split it, or leave out what is not about centres."),
            file=name, size=round(size / 1e6), most=round(limits.size / 1e6),
        )  # fmt: skip
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00\t\r\n "):
        raise FileRefused(_("“%(file)s” is empty. Choose the file that holds the centres."), file=name)


def _refuse_others(stream: BinaryIO, head: bytes, name: str) -> None:
    if head.startswith(_OLE):
        stream.seek(0)
        if _ENCRYPTED in stream.read():
            raise FileRefused(
                _("“%(file)s” is locked with a password. Take the password away and send it again."), file=name
            )
        raise FileRefused(
            _("“%(file)s” is in the old Excel format. Open it, save it as an Excel workbook (.xlsx) and send that."),
            file=name,
        )
    for pattern, sentence in _OTHERS:
        if re.match(pattern, head, re.S):
            raise FileRefused(sentence, file=name)
