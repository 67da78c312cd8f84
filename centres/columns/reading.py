"""What reading one cell needs besides its text, and what it gives: a value, one with a remark, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from centres.columns.messages import Message


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the row or the whole file tells about its cells.

    ``country`` (ISO 3166-1) is empty when it is not known; so is ``language``, in which its words are written.
    ``month_first``: 5/6/2024 is May 6.
    """

    country: str = ""
    language: str = ""
    month_first: bool = False


ANY_ROW = RowFacts()


@dataclass(frozen=True, slots=True)
class Reading:
    """``reason`` is None when all is well. With ``has_value`` it is a warning about what was taken, else an error."""

    value: Any = None
    reason: Message | None = None
    suggestion: str | None = None
    has_value: bool = True


def mended(value: Any, text: str, params: Mapping[str, Any], suggestion: str | None = None) -> Reading:
    """A value that differs from what is written, and what was done."""
    return Reading(value, Message(text, params), str(value) if suggestion is None else suggestion)


def wrong(text: str, params: Mapping[str, Any], suggestion: str | None = None) -> Reading:
    """No value; ``suggestion`` is the nearest valid one."""
    return Reading(None, Message(text, params), suggestion, has_value=False)
