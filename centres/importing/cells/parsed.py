"""What a row of a file is read into."""

from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import Any

from centres.importing.problems import DROPPED, ERROR, Problem


@dataclass(slots=True)
class Parsed:
    """A row as read.

    ``values``: public column name → value as ``columns.flat`` has it. An empty cell gives what ``flat`` has for
    nothing, or no entry when the centre always says something there (name, country, status…); a cell with an error
    gives no entry. ``reference``, when mapped, is the source's own identifier.
    ``notes``: (column of the file, words beside its value, field). ``left_out``: the row is no centre.
    """

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    left_out: bool = False

    def drop(self, needed: Container[str]) -> None:
        """Lets the row in without its wrong cells, but for those of ``needed`` fields."""
        for number, problem in enumerate(self.problems):
            if problem.severity == ERROR and problem.field not in needed:
                self.problems[number] = replace(problem, severity=DROPPED)

    @property
    def ok(self) -> bool:
        """Whether the row may be written: no problem is an error."""
        return not self.left_out and all(problem.severity != ERROR for problem in self.problems)
