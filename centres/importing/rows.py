"""A row of a file → values of a centre, or what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from centres.importing.problems import ERROR, Problem
from centres.importing.table import Row


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor says about the whole file.

    ``country`` (ISO 3166-1) and ``language`` (of the names) stand in where the file has no such column or an empty cell.
    ``month_first``: 5/6/2024 is May 6.
    """

    country: str = ""
    language: str = ""
    month_first: bool = False


@dataclass(slots=True)
class Parsed:
    """A row as read. ``values``: public column name → value as ``columns.flat`` has it; an empty cell gives the empty
    value of its kind, a cell with an error gives no entry.
    """

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the row may be written: no problem is an error."""
        return all(problem.severity != ERROR for problem in self.problems)


class RowReader:
    """Reads the rows of one file. Keeps what it looked up in the gazetteer, so use one for the whole file."""

    def __init__(self, header: Sequence[str], mapping: Mapping[int, str], options: Options | None = None) -> None:
        """``mapping``: column index from 0 → field as ``headers.propose`` names them; columns left out are not read."""
        raise NotImplementedError

    def read(self, row: Row) -> Parsed:
        """The row's values and problems. Never raises for what a cell holds."""
        raise NotImplementedError


def mapping_problems(header: Sequence[str], mapping: Mapping[int, str]) -> list[Problem]:
    """What is wrong with a mapping before any row is read: no name, two columns for one field, lat without lng."""
    raise NotImplementedError
