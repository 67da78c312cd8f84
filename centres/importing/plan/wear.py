"""What is left of a value after a spreadsheet program opened the table and saved it again: nothing the directory should take over.

Such programs drop zeros in front, write long numbers as ``3,36E+10``, turn ``1/2`` into a day of February, and save in a code
page that has not all letters of a name. A cell that is the known value worn in one of these ways changes nothing; one that
cannot tell any more what somebody wrote is left out and named.
"""

import re
from collections.abc import Container, Mapping
from typing import Any

from anyascii import anyascii
from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.gazetteer.fold import fold
from centres.importing.plan.facts import Record
from centres.importing.tables.delimited import OLD_PAGES

_CODE_PAGES = frozenset({"cp1250", "cp1252", *OLD_PAGES})
_EXPONENT = re.compile(r"([-+]?\d(?:[.,]\d+)?)E\+?(\d{1,2})", re.I)
_NUMBER = re.compile(r"[+(]?[\d\s()./-]*\d[\d\s()./-]*")
_LIKE_A_DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY = re.compile(
    r"\d{1,2}[-/. ][^\W\d_]{3,5}\.?(?:[-/. ]\d{2,4})?|[^\W\d_]{3,5}\.?[-/. ]\d{2,4}|\d{1,4}[-/.]\d{1,2}[-/.](?:\d{1,4})?\.?"
)


def without_wear(
    record: Record, values: Mapping[str, Any], encoding: str, doubtful: Container[str] = ()
) -> tuple[dict[str, Any], dict[str, Message]]:
    """The values that say something new about a known centre, and by public column name why others are left out.

    ``doubtful``: names of what was read with a remark: of a date that can be read in two ways, the known one is meant.
    """
    kept, told = {}, {}
    for name, value in values.items():
        known = record.read(name)
        if is_worn(known, value, encoding) or (name in doubtful and _is_other_order(known, value)):
            continue
        if reason := lost_letters(known, value, encoding):
            told[name] = reason
        else:
            kept[name] = value
    return kept, told


def is_worn(known: Any, new: Any, encoding: str = "") -> bool:
    """Whether ``new`` is ``known`` and nothing else, only worn. ``encoding``: of the table, which tells what letters it has."""
    if not (isinstance(known, str) and isinstance(new, str) and known and new) or known == new:
        return False
    return (
        _lost_zeros(known, new)
        or _became_a_power(known, new)
        or (_LIKE_A_DAY.fullmatch(known) is not None and _DAY.fullmatch(new) is not None)
        or (_is_beyond(known, encoding) and _as_saved(known, encoding).fullmatch(" ".join(new.split())) is not None)
    )


def lost_letters(known: Any, new: Any, encoding: str) -> Message | None:
    """Why a text is left as it is: the table's code page has not all letters of it; ``None`` when nothing is lost."""
    if not isinstance(known, str) or not isinstance(new, str) or not _is_beyond(known, encoding):
        return None
    if known == new or not set(fold(known).split()) & set(fold(new.replace("?", "")).split()):
        return None
    return Message(
        _(
            "The table has lost letters of “%(value)s”. What the directory has stays: save the table as an Excel workbook or as CSV UTF-8 to change it."
        ),
        {"value": shown(known)},
    )


def _is_other_order(known: Any, new: Any) -> bool:
    """Whether two days differ in the order of day and month only."""
    before, after = (_ISO.fullmatch(day) if isinstance(day, str) else None for day in (known, new))
    return before is not None and after is not None and known == f"{after[1]}-{after[3]}-{after[2]}"


def _lost_zeros(known: str, new: str) -> bool:
    """``00184`` and ``184``, ``03 20 00 00 01`` and ``320000001``: one number, of which a program left nothing but digits."""
    if not new.strip().isdecimal() or not _NUMBER.fullmatch(known):
        return False
    before, after = re.sub(r"\D", "", known), new.strip()
    return len(after) <= len(before) and before.lstrip("0") == after.lstrip("0") != ""


def _became_a_power(known: str, new: str) -> bool:
    match = _EXPONENT.fullmatch(new.strip())
    digits = re.sub(r"\D", "", known)
    if not match or not _NUMBER.fullmatch(known) or len(digits.lstrip("0")) != int(match[2]) + 1:
        return False
    leading = re.sub(r"\D", "", match[1])
    value = int(digits)
    return round(value, len(leading) - int(match[2]) - 1) == int(leading) * 10 ** (int(match[2]) + 1 - len(leading))


def _is_beyond(text: str, encoding: str) -> bool:
    """Whether a code page has not all letters of a text."""
    if encoding not in _CODE_PAGES:
        return False
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return True
    return False


def _as_saved(text: str, encoding: str) -> re.Pattern[str]:
    """The text as a program saves it: of a letter the code page lacks, the nearest one or a question mark.

    Windows writes Đ as the Ð of Icelandic.
    """
    letters = (
        rf"(?:{re.escape(anyascii(letter))}|\?|{'Ð' if letter == 'Đ' else re.escape(fold(letter))})"
        if _is_beyond(letter, encoding)
        else re.escape(letter)
        for letter in " ".join(text.split())
    )
    return re.compile("".join(letters))
