"""Guess which of our columns a file's columns are."""

from collections.abc import Sequence
from dataclasses import dataclass

from centres.importing.problems import Message
from centres.importing.table import Row


@dataclass(frozen=True, slots=True)
class Proposal:
    """What column ``column_index`` (from 0) may be. ``field`` is None when nothing fits; ``confidence`` is 0 to 1."""

    column_index: int
    field: str | None
    confidence: float
    reason: Message


def propose(header: Sequence[str], sample_rows: Sequence[Row]) -> list[Proposal]:
    """One proposal per column; no field is proposed twice, except those several columns may share."""
    raise NotImplementedError


def signature(header: Sequence[str]) -> str:
    """The same for files with the same columns, whatever their order, case or spacing: a key to remember a mapping."""
    raise NotImplementedError


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups (title, [(field, label)]) for a choice of the field of a column, in the active language."""
    raise NotImplementedError
