"""One record of a text file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the text: the line it starts at, its cells, and whether its quotation marks make sense."""

    line: int
    cells: list[str]
    swallowed: bool = False
