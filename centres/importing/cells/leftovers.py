"""Rows that are no centres: sums, notes below a table, its header once more."""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.gazetteer.fold import fold
from centres.importing.columns.header_words import header_words

_MARKED = re.compile(r"\s*(?:\*|†|\(\*+\)|\(\d\)\s)")
_FEW = 3


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    sums, notes = ("|".join(re.escape(str(word)) for word in header_words()[name]) for name in ("sums", "notes"))
    return re.compile(rf"(?:{sums})\b"), re.compile(rf"(?:{notes})\s*(?::|$)")


def reason_against(cells: Sequence[str], header: Sequence[str], *, has_place: bool) -> Message | None:
    """Why a row is no centre; None when it may be one. ``has_place``: a cell says where it is or how to reach it."""
    filled = [cell for cell in cells if cell]
    same = sum(cell.casefold() == name.casefold() for cell, name in zip(cells, header, strict=False) if cell)
    if len(filled) > 1 and same == len(filled):
        return Message(_("This row repeats the names of the columns. It is left out."))
    if has_place or not filled or len(filled) > _FEW:
        return None
    sums, notes = _words()
    text = " ".join(filled[0].split()).casefold()
    if sums.match(fold(text)) or notes.match(text) or _MARKED.match(text):
        return Message(_("This row is a sum or a note, no centre. It is left out."))
    return None
