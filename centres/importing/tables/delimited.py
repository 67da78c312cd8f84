"""Tables as text: CSV, TSV, and files separated by semicolons or bars."""

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.importing.problems import Problem
from centres.importing.tables.header_row import Header, find_header, with_more
from centres.importing.tables.kinds_of_rows import joined, kinds_of
from centres.importing.tables.record import Record
from centres.importing.tables.table import FileRefused, Limits, Row, Table
from core.spreadsheets import restored

SEPARATORS = (",", ";", "\t", "|", "¬")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Letters of Croatian in Windows-1250 that are hardly ever written where Windows-1252 is used, and the reverse.
_CENTRAL, _WESTERN = b"\xc6\xe6\xd0\xf0\x8a\x9a\x8e\x9e", b"\xc0\xe0\xc3\xe3\xca\xea\xec\xf2\xf5\xf9\xfb\xf1"
OLD_PAGES = ("mac_roman", "cp850", "cp852")
"""What Excel writes on a Macintosh, and as “CSV (MS-DOS)”."""
_WITHIN_WORDS = frozenset("àáâãäæçèéêëìíîïñòóôõöùúûüœßćčđšž’‘”“»«–—…°²³€ºª\xa0")
"""Letters of our languages, German and Spanish, and what stands directly behind a word."""
_AROUND = " \t\r\n\xa0\u200b\ufeff"
_CHUNK = 1_000_000
_SNIFFED_LINES = 60
MAX_LINE = 1_000_000
MAX_RECORD = 2_000_000
MAX_RECORD_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """A text file: its bytes and the encoding they are in."""

    stream: BinaryIO
    encoding: str

    def text(self) -> io.TextIOWrapper:
        """The text from the start; the stream stays open when the wrapper is detached."""
        self.stream.seek(0)
        return io.TextIOWrapper(self.stream, self.encoding, newline="")

    def head(self, characters: int) -> str:
        text = self.text()
        try:
            return text.read(characters)
        finally:
            text.detach()

    def begins_like_json(self) -> bool:
        return self.head(1000).lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def find_encoding(stream: BinaryIO) -> str:
    """The encoding of a text: by its mark, else UTF-8 when all of it is, else UTF-16 or a Windows code page."""
    stream.seek(0)
    head = stream.read(_CHUNK)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _whole(stream, name)
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if max(zeros) * 5 > len(head):
        return _whole(stream, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    if _decodes(stream, "utf-8"):
        return "utf-8"
    return _whole(stream, _code_page(stream))


def _code_page(stream: BinaryIO) -> str:
    """The Windows code page a text is in; one of DOS or the Macintosh where its words make much more sense in that."""
    stream.seek(0)
    data = stream.read()
    counts = Counter(data)
    central = sum(counts[byte] for byte in _CENTRAL)
    western = sum(counts[byte] for byte in _WESTERN)
    usual = "cp1250" if central > western else "cp1252"
    strange = {page: _strangeness(data[:_CHUNK], page) for page in (usual, *OLD_PAGES)}
    best = min(strange, key=lambda page: strange[page])
    return best if strange[best] * 4 < strange[usual] else usual


def _strangeness(data: bytes, page: str) -> float:
    """How many small letters are followed by what does not stand there in our languages; endless when the page lacks a byte."""
    try:
        text = data.decode(page)
    except UnicodeDecodeError:
        return math.inf
    after = (second for first, second in pairwise(text) if first.islower() and not second.isascii())
    return sum(letter not in _WITHIN_WORDS for letter in after)


def _whole(stream: BinaryIO, name: str) -> str:
    if not _decodes(stream, name):
        raise FileRefused(
            _(
                "The letters of this file cannot be read. Save it as an Excel workbook (.xlsx) or as CSV UTF-8 and send that."
            )
        )
    return name


def _decodes(stream: BinaryIO, name: str) -> bool:
    """Whether the whole file is in this encoding. A NUL character refuses it: no text has one."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while chunk := stream.read(_CHUNK):
            if "\x00" in decoder.decode(chunk):
                raise FileRefused(
                    _(
                        "This file cannot be read as a table. Open it in a spreadsheet program, save it as an Excel workbook (.xlsx) and send that."
                    )
                )
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def find_separator(head: str) -> str:
    """The separator that cuts the first lines into the same number of cells, ``""`` when none does."""
    best, best_score = "", 0.0
    for separator in SEPARATORS:
        widths = [len(cells) for cells in islice(_cut(head, separator), _SNIFFED_LINES) if any(cells)]
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            continue
        usual = max(wide, key=lambda width: (wide[width], width))
        first = next(number for number in widths if number > 1)
        again = {width: count for width, count in wide.items() if count > 1} or {
            usual: 1
        }  # rows may be of several kinds
        score = sum(count / len(widths) * (1 + math.log(width)) for width, count in again.items())
        score *= 1 if first == usual else 0.5
        if score > best_score:
            best, best_score = separator, score
    return best


def _cut(head: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    except csv.Error:
        return


class _Lines:
    """Feeds lines to the CSV reader; remembers those of the record being read, and refuses endless ones."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.current: list[str] = []

    def __iter__(self) -> Iterator[str]:
        size = 0
        while line := self.text.readline(MAX_LINE + 1):
            size = len(line) + (size if self.current else 0)
            self.current.append(line)
            if len(line) > MAX_LINE or size > MAX_RECORD or len(self.current) > MAX_RECORD_LINES:
                raise csv.Error("endless")
            yield line


def read_records(source: Source, separator: str) -> Iterator[Record]:
    """All records that are not empty, one at a time. Raises FileRefused when one does not end."""
    text = source.text()
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            swallowed = len(lines.current) > 1 and _swallows(lines.current, cells, separator)
            if any(cell.strip() for cell in cells) and not _is_instruction(cells, line):
                yield Record(line, cells, swallowed)
            line = reader.line_num + 1
            lines.current.clear()
    except csv.Error as error:
        raise FileRefused(
            _("The row that begins in line %(line)s does not end. Look for a quotation mark that is not closed."),
            line=line,
        ) from error
    finally:
        if not text.closed:  # who reads a few rows only may have closed the file before
            text.detach()


def _is_instruction(cells: list[str], line: int) -> bool:
    """Excel's first line ``sep=;``."""
    return line == 1 and cells[0].lower().startswith("sep=")


def _swallows(lines: list[str], cells: list[str], separator: str) -> bool:
    """Whether a quotation mark took following rows into one cell: it never ends, or a cell holds a whole row."""
    # Text has a space behind its commas, rows of a table have none.
    within = (part.count(separator) - part.count(f"{separator} ") for cell in cells for part in cell.splitlines()[1:])
    if any(count >= max(2, len(cells) - 1) for count in within):
        return True
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def open_delimited(source: Source, limits: Limits) -> Table:
    """Reads the file once to judge it as a whole, then gives its rows again one at a time.

    Raises FileRefused when it is no table.
    """
    head = source.head(_CHUNK // 10).lstrip("\ufeff")
    told = re.match(r"sep=(.)\r?\n", head, re.I)
    separator = told[1] if told else find_separator(head)
    if not separator or separator in '"\r\n':
        raise FileRefused(
            _(
                "Only one column is found. Save the table as an Excel workbook (.xlsx), or separate its columns by commas."
            )
        )
    first = list(islice(read_records(source, separator), 30))
    header = find_header([(record.line, [clean(cell) for cell in record.cells]) for record in first], limits)
    records = partial(_below, source, separator, header)
    if not header.is_written and (kinds := kinds_of(records())):
        records, header = partial(joined, records, kinds), with_more(header, kinds.more, limits)
    count, ragged = 0, 0
    for record in records():
        count += 1
        ragged += len(_stripped(record.cells, header)) != len(header.names)
        if count > limits.rows:
            raise_too_many(limits)
    if not count:
        raise_no_rows()
    if ragged * 2 > count:
        raise FileRefused(
            _("%(n)s of %(count)s rows have more or fewer cells than there are columns (%(columns)s). Save the table as an Excel workbook (.xlsx) and send that."),
            n=ragged, count=count, columns=len(header.names),
        )  # fmt: skip
    rows = (_row(record, header, limits) for record in records())
    return Table(
        "csv", list(header.names), rows, count, source.encoding, separator,
        header_line=header.line, is_named=header.is_written,
    )  # fmt: skip


def raise_too_many(limits: Limits) -> None:
    """Refuses a file that has more rows than the limit: raises FileRefused."""
    raise FileRefused(
        _("The file has more than %(most)s rows. Split it, and send the parts one after the other."), most=limits.rows
    )


def raise_no_rows() -> None:
    """Refuses a file that has a header only, or nothing in its list: raises FileRefused."""
    raise FileRefused(_("The file has no rows below its column names. Choose the file that holds the centres."))


def _below(source: Source, separator: str, header: Header) -> Iterator[Record]:
    return (record for record in read_records(source, separator) if record.line > header.line)


def clean(cell: str) -> str:
    """A cell without spaces around it."""
    return cell.strip(_AROUND)


def _stripped(cells: list[str], header: Header) -> list[str]:
    """The cells without empty ones beyond the header."""
    end = len(cells)
    while end > len(header.names) and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _row(record: Record, header: Header, limits: Limits) -> Row:
    cells = [restored(cell) for cell in _stripped(record.cells, header)]
    problems = []
    if record.swallowed:
        reason = Message(_("A quotation mark in this row is not closed, so that it takes in the rows below. Close it."))
        problems.append(Problem(record.line, "", "", shown(" ".join(cells)), reason))
    if len(cells) != len(header.names):
        reason = Message(
            _(
                "This row has %(n)s cells, the table has %(columns)s columns. If a cell holds the sign that separates the columns, put it in quotation marks, or send the table as an Excel workbook (.xlsx)."
            ),
            {"n": len(cells), "columns": len(header.names)},
        )
        problems.append(Problem(record.line, "", "", shown(" ".join(cells)), reason))
    cells = [*cells, *[""] * (len(header.names) - len(cells))][: len(header.names)]
    return checked_row(record.line, header.names, cells, problems, limits)


def checked_row(line: int, names: tuple[str, ...], cells: list[str], problems: list[Problem], limits: Limits) -> Row:
    """A row with its cells cleaned and overlong ones named and emptied."""
    for index, cell in enumerate(cells):
        if len(cell) > limits.cell:
            reason = Message(
                _("This cell has %(n)s characters; %(most)s can be read. Shorten it."),
                {"n": len(cell), "most": limits.cell},
            )
            problems.append(Problem(line, names[index], "", shown(cell[:200]), reason))
            cells[index] = ""
    return Row(line, tuple(clean(cell) for cell in cells), tuple(problems))
