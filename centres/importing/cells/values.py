"""One cell of a simple kind → its value: text, yes or no, whole number, list of addresses, identifier."""

import re
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext_noop as _

from centres.data.columns import Column
from centres.gazetteer.fold import fold
from centres.importing.cells import codes, contact, dates
from centres.importing.cells.reading import Reading, wrong
from centres.importing.cells.synonyms import EMPTY_WORDS, NO_WORDS, YES_WORDS
from centres.importing.problems import shown
from centres.models import Centre, CentreText

MAX_AGE = 120
_YES = frozenset(word if len(word) == 1 else fold(word) for word in YES_WORDS.split("|"))
_NO = frozenset(fold(word) for word in NO_WORDS.split("|"))
_SHEET_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
# Columns of the centre that always say something: an empty cell leaves what is there.
NEVER_EMPTY = frozenset({"uid", "name", "language", "network", "country", "address_level", "point_precision", "status"})


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a"."""
    return not text or text.casefold() in EMPTY_WORDS


def empty_value(column: Column) -> list[str] | bool | None:
    """What ``columns.flat`` has where a centre says nothing."""
    if column.kind == "codes":
        return []
    return False if column.name == "everyone" else None


def read_value(text: str, column: Column, *, month_first: bool = False) -> Reading:
    """A cell that says something → the value as ``columns.flat`` has it. Places and hours are read elsewhere."""
    if _SHEET_ERROR.fullmatch(text):
        return wrong(
            _("The cell holds the error %(value)s of a formula. Write the value itself, or empty the cell."),
            {"value": text},
        )
    if column.kind in ("date", "partial_date"):
        read = dates.read_date if column.kind == "date" else dates.read_partial_date
        return read(text, month_first=month_first)
    return _READERS[column.kind](text, column)


def read_text(text: str, column: Column) -> Reading:
    """Text without characters nobody sees, not longer than the field."""
    longest, lines = _shape(column)
    plain = _UNSEEN.sub("", text).replace("\r\n", "\n").strip()
    plain = plain if lines else re.sub(r"[ \t\r\n]+", " ", plain)
    if len(plain) <= longest:
        return Reading(plain or None)
    return wrong(
        _("This text has %(n)s characters; %(most)s fit. Shorten it."),
        {"n": len(plain), "most": longest},
        plain[:longest],
    )


@lru_cache(maxsize=256)
def _shape(column: Column) -> tuple[int, bool]:
    """How many characters the model's field holds, and whether it may have several lines."""
    field = (CentreText if column.language else Centre)._meta.get_field(column.field)
    return getattr(field, "max_length", None) or 200, field.get_internal_type() == "TextField"


def read_yes_no(text: str, _column: Column) -> Reading:
    """True or False from the words of eight languages, 1 and 0, or a cross."""
    word = text if len(text) == 1 and not text.isalnum() else fold(text)
    if word in _YES or word in _NO:
        return Reading(word in _YES)
    return wrong(
        _("“%(value)s” is neither yes nor no. Write yes, no, or nothing when it is not known."), {"value": shown(text)}
    )


def read_whole(text: str, _column: Column) -> Reading:
    """A whole number, 0 to 120: all our whole numbers are ages."""
    bare = re.sub(r"[.,]0+\Z", "", text.strip())
    if bare.isascii() and bare.isdigit() and len(bare) < 4 and int(bare) <= MAX_AGE:
        return Reading(int(bare))
    numbers = re.findall(r"(?<!\d)\d{1,3}(?!\d)", text)
    near = numbers[0] if len(numbers) == 1 and int(numbers[0]) <= MAX_AGE else None
    return wrong(_("“%(value)s” is not an age. Write a whole number, such as 18."), {"value": shown(text)}, near)


def read_lines(text: str, _column: Column) -> Reading:
    """Web addresses, one a line or separated by semicolons."""
    found = []
    for part in re.split(r"\s*[\n;]\s*|\s+[|,]\s*", text.strip()):
        if not part:
            continue
        reading = contact.read_url(part)
        if not reading.has_value:
            return reading
        found.append(reading.value)
    return Reading(found or None)


def read_uid(text: str, column: Column) -> Reading:
    """The portal's identifier. A main centre may also be named otherwise: who writes the rows looks it up."""
    try:
        return Reading(str(UUID(text.strip())))
    except ValueError:
        if column.name == "parent":
            return Reading(text[:200])
        return wrong(
            _("“%(value)s” is not an identifier of this portal. Leave the cell empty for a new centre."),
            {"value": shown(text)},
        )


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


def _country(text: str, _column: Column) -> Reading:
    return codes.read_country(text)


def _language(text: str, _column: Column) -> Reading:
    return codes.read_language(text)


def _url(text: str, _column: Column) -> Reading:
    return contact.read_url(text)


def _email(text: str, _column: Column) -> Reading:
    return contact.read_email(text)


def _phone(text: str, _column: Column) -> Reading:
    return contact.read_phone(text)


_READERS: dict[str, Callable[[str, Column], Reading]] = {
    "text": read_text,
    "codes": codes.read_codes,
    "code": codes.read_code,
    "yesno": read_yes_no,
    "whole": read_whole,
    "lines": read_lines,
    "uid": read_uid,
    "url": _url,
    "email": _email,
    "phone": _phone,
    "country": _country,
    "language": _language,
}
