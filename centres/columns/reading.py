"""What reading one cell needs besides its text, and what it gives: a value, one with a remark, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the row or the whole file tells about its cells.

    ``country`` (ISO 3166-1) is empty when it is not known; so is ``language``, in which its words are written.
    ``month_first``: 5/6/2024 is May 6; ``order_is_known``: other cells of the column leave no doubt about that.
    """

    country: str = ""
    language: str = ""
    month_first: bool = False
    order_is_known: bool = False


ANY_ROW = RowFacts()


class Proposed(str):
    """A text that fills a field only where the directory says nothing: nobody wrote it for that field."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """``reason`` is None when all is well. With ``has_value`` it is a warning about what was taken, else an error.

    ``note``: what the cell says besides the value, such as a second telephone or "by appointment".
    """

    value: Any = None
    reason: Message | None = None
    suggestion: str | None = None
    has_value: bool = True
    note: str = ""


def mended(value: Any, text: str, params: Mapping[str, Any], suggestion: str | None = None) -> Reading:
    """A value that differs from what is written, and what was done."""
    return Reading(value, Message(text, params), str(value) if suggestion is None else suggestion)


def noted(value: Any, note: str) -> Reading:
    """A value, and words beside it that are kept as a note."""
    text = _("Beside it stands “%(note)s”. It is kept as a note.")
    suggestion = value if isinstance(value, str) else None
    return Reading(value, Message(text, {"note": shown(note)}), suggestion, note=note)


def wrong(text: str, params: Mapping[str, Any], suggestion: str | None = None) -> Reading:
    """No value; ``suggestion`` is the nearest valid one."""
    return Reading(None, Message(text, params), suggestion, has_value=False)
