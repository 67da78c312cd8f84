"""What every file format is read into: a header and rows of text, one at a time."""

from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from centres.columns.messages import Message
from centres.importing.problems import Problem


class FileRefused(Exception):  # noqa: N818 - it names an outcome, as Http404 does
    """The file cannot be read at all. ``str(error)`` says what, why and what to do, in the active language."""

    def __init__(self, text: str, **params: Any) -> None:
        super().__init__(text)
        self.message = Message(text, params)

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most.

    ``size`` and ``unpacked`` are bytes, ``ratio`` is unpacked to packed bytes, ``cell`` is characters, ``depth`` is
    how deep JSON may be nested, ``words`` is bytes of a workbook's table of texts, which has to be held in memory.
    """

    size: int = 20_000_000
    unpacked: int = 300_000_000
    words: int = 25_000_000
    ratio: int = 150
    rows: int = 100_000
    columns: int = 250
    cell: int = 32_767
    depth: int = 8


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One record. ``line``: line of the text file, row of the sheet or number of the JSON record, counted from 1.

    ``cells`` are as many as the header has columns. Dates are ISO (``2024-05-31``), times ``HH:MM``, numbers without a
    needless ``.0``, lists joined by ``; ``. ``problems`` are those of the row itself, such as too many cells.
    """

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Table:
    """An open file; leaving it as a context manager closes it.

    ``format``: csv, xlsx, geojson or json. ``encoding`` and ``separator`` are empty where the format has none.
    ``sheet`` is the name of the sheet read. ``header_line``: 0 where records name their own columns (JSON).
    ``rows`` streams, can be read once, and may raise ``FileRefused`` at a later row (broken archive). ``count`` is how
    many there are at most. ``sheets``: names of all sheets that may be read. ``is_named``: False when the table names no
    columns, so that they are numbered.
    """

    format: str
    header: list[str]
    rows: Generator[Row]
    count: int
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_line: int = 1
    is_named: bool = True
    resources: ExitStack = field(default_factory=ExitStack, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; harmless when it is closed already."""
        self.resources.close()
