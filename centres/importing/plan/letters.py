"""Letters that a file has lost on its way: what can be read is mended and told, what cannot is never written.

``CitÃ©`` is ``Cité`` read in the wrong encoding; of ``Biblioth�que`` and ``CISOK ?akovec`` nobody knows what stood there.
"""

import re
from collections.abc import Iterable
from typing import Any

import ftfy
from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.columns.reading import Reading
from centres.gazetteer.fold import fold

NAMES = frozenset({"name", "city", "street", "region", "district", "site", "postcode"})
"""Columns that say who and where a centre is: without them right a row cannot be known again."""
_LOST = "\ufffd"
_LOST_IN_NAME = re.compile(r"\?(?=\w)|(?<=\w)\?(?=\w)")
_LOST_IN_TEXT = re.compile(r"(?<![^\s(])[^\W\d_]*[^\W\d_A-Z]\?[^\W\d_A-Z]+(?![^\s),;:.!])")
"""Within a word of small letters: behind a sentence without a space stands a capital, and addresses of pages have other signs."""


def read_letters(text: str, *, is_name: bool) -> Reading:
    """The text as it was meant, with a reason when it was mended; no value when letters are lost.

    ``is_name``: a question mark within a word is a lost letter; in longer texts it may be a missing space before a capital.
    """
    if _LOST in text or (_LOST_IN_NAME if is_name else _LOST_IN_TEXT).search(text):
        reason = Message(
            _(
                "Letters are lost in “%(value)s”. Write it right, or save the table as an Excel workbook (.xlsx) and send that."
            ),
            {"value": shown(text)},
        )
        return Reading(None, reason, has_value=False)
    if text.isascii() or (plain := _unscrambled(text)) == text:
        return Reading(text)
    reason = Message(
        _("The letters of “%(value)s” were spoilt on the way. It was read as “%(plain)s”: please look."),
        {"value": shown(text), "plain": shown(plain)},
    )
    return Reading(plain, reason, plain)


def whole_of(damaged: str, names: Iterable[str]) -> str | None:
    """The first of the names that a text with lost letters may have been; ``None`` when it has lost none."""
    parts = [fold(part) for part in re.split(rf"[?{_LOST}]+", damaged)]
    if len(parts) < 2 or not any(parts):
        return None
    pattern = re.compile(".{0,3}".join(re.escape(part) for part in parts))
    return next((name for name in names if pattern.fullmatch(fold(name))), None)


def _unscrambled(text: str) -> str:
    for encoding in ("cp1252", "cp1250"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ftfy.fix_encoding(text) if ftfy.is_bad(text) else text


def is_text(value: Any) -> bool:
    """Whether a value may hold damaged letters."""
    return isinstance(value, str) and not (value.isascii() and "?" not in value)
