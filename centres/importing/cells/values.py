"""What every cell may say whatever its column: nothing, or that a formula failed; and ages in one cell."""

import re
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column
from centres.columns.messages import shown
from centres.columns.numbers import MAX_AGE
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong
from centres.columns.synonyms import empty_words, truth_words
from centres.gazetteer.fold import fold

_SHEET_ERROR = re.compile(r"#(?:[^\W\d_]+[!?]|DIV/0!)")  # in any language: #REF!, #VALEUR!, #NAAM?
_ONLY_SIGNS = re.compile(r"[-‐-―_.…/\\?*·•~ ]+")
NEVER_EMPTY = frozenset({"uid", "name", "language", "network", "country", "address_level", "point_precision", "status"})
"""Columns that always say something: an empty cell leaves what is there."""


@lru_cache(maxsize=4096)  # asked of every cell several times, and cells repeat one another
def is_empty(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a", "Non renseigné"."""
    return not text or _ONLY_SIGNS.fullmatch(text) is not None or fold(text) in empty_words()


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing, or that there is none: "geen", "nema", "no"."""
    return is_empty(text) or truth_words().get(fold(text)) is False


def read_value(text: str, column: Column, row: RowFacts = ANY_ROW) -> Reading:
    """A cell that says something → the value as ``public.flat`` has it."""
    if _SHEET_ERROR.fullmatch(text):
        return wrong(
            _("The cell holds the error %(value)s of a formula. Write the value itself, or empty the cell."),
            {"value": text},
        )
    return column.read(text, row)


def read_ages(text: str) -> Reading:
    """``16-25``, ``16+``, ``from 18`` → (lowest, highest), None where there is no end."""
    if match := re.fullmatch(
        r"\D*(\d{1,3})\s*(?:-|–|/|a|à|to|tot|do|bis|t/m|até|et|e|and)\s*(\d{1,3})\D*", text.strip(), re.I
    ):
        low, high = int(match[1]), int(match[2])
        if low <= high <= MAX_AGE:
            return Reading((low, high))
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 1 and numbers[0] <= MAX_AGE:
        words = fold(text)
        if "+" in text or any(
            word in words.split() for word in ("from", "des", "partir", "vanaf", "dai", "od", "over", "plus")
        ):
            return Reading((numbers[0], None))
        if any(word in words.split() for word in ("under", "jusqu", "tot", "fino", "ate", "do", "up")):
            return Reading((None, numbers[0]))
    return wrong(
        _("“%(value)s” is not a span of ages. Write the lowest and the highest, such as 16-25."), {"value": shown(text)}
    )
