"""Numbers, and yes or no."""

import re
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.answers import answer
from centres.columns.column import Column, Schema, Value
from centres.columns.messages import Message, shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, noted, wrong

MAX_AGE = 120
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")
YES, NO = "yes", "no"
"""How truth is written where a format has no signs of its own for it."""


def shortened(text: str) -> Message | None:
    """Why a number is none any more: a spreadsheet wrote ``3,36E+10`` for its digits; ``None`` for other texts."""
    if not _SHORTENED.fullmatch(text.strip()):
        return None
    said = _("The spreadsheet has shortened this number to “%(value)s”. Make the cell a text and write all digits.")
    return Message(said, {"value": shown(text)})


class YesNo(Column):
    """True or False; read from the words of eight languages, 1 and 0, or a sign. "On request" says neither, and is a note."""

    @property
    def nothing(self) -> Value:
        return None if self.model_field.null else self.model_field.get_default()

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        if found := answer(text):
            return noted(found.yes, found.note) if found.note else Reading(found.yes)
        return wrong(
            _("“%(value)s” is neither yes nor no. Write yes, no, or nothing when it is not known."),
            {"value": shown(text)},
        )

    def store(self, value: Any) -> bool | None:
        return value if value is not None or self.model_field.null else self.model_field.get_default()

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Whole(Column):
    """A whole number, 0 to 120: all our whole numbers are ages."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        bare = re.sub(r"[.,]0+\Z", "", text.strip())
        if bare.isascii() and bare.isdigit() and len(bare) < 4 and int(bare) <= MAX_AGE:
            return Reading(int(bare))
        numbers = re.findall(r"(?<!\d)\d{1,3}(?!\d)", text)
        near = numbers[0] if len(numbers) == 1 and int(numbers[0]) <= MAX_AGE else None
        return wrong(_("“%(value)s” is not an age. Write a whole number, such as 18."), {"value": shown(text)}, near)

    def store(self, value: Any) -> int | None:
        return value

    def schema(self) -> Schema:
        return {"type": "integer"}
