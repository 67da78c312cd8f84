"""What is wrong in a file, said so that the person who made it can mend it."""

from dataclasses import dataclass

from centres.columns.messages import Message

ERROR, DROPPED, WARNING = "error", "dropped", "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at.

    ``line``: as ``Row.line``. ``column``: the header of the file's column, empty for the whole row. ``field``: our
    public column name, empty when there is none. ``value``: what stands there, at most 80 characters.
    ``reason``: what, why and what to write. ``suggestion``: the nearest valid value, for a warning the value taken
    or a likelier one, None when there is none. ``severity``: ``error`` keeps the row out, ``dropped`` lets it in
    without this cell, ``warning`` with it.
    """

    line: int
    column: str
    field: str
    value: str
    reason: Message
    suggestion: str | None = None
    severity: str = ERROR
