"""Guess what a column holds by what stands in it."""

import re
from collections.abc import Callable, Sequence
from uuid import UUID

from centres.data.columns import COLUMNS
from centres.gazetteer.fold import fold
from centres.importing.cells import codes, contact, opening, points
from centres.importing.columns.header_words import STOP_WORDS

LOOKED_AT = 40
ENOUGH = 0.8
_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d{2,}°?")
_PHONE = re.compile(r"(?:\+|00|0)[\d ()./-]{7,}")
_CODES = ("needs", "access", "services", "audiences", "accessible", "speaks", "status")
NORTH = 34.0
"""In Europe a number above it is a latitude, one below it a longitude."""


def field_by_content(cells: Sequence[str]) -> tuple[str | None, float]:
    """The field whose values these look like, and how sure that is (0 to 0.85)."""
    looked = list(dict.fromkeys(cells))[:LOOKED_AT]
    if not looked:
        return None, 0.0
    for field, sure, fits in _TESTS:
        share = sum(map(fits, looked)) / len(looked)
        if share >= ENOUGH:
            return field, round(sure * share, 2)
    return None, 0.0


def looks_like_uids(cells: Sequence[str]) -> bool:
    """Whether all of these are UUIDs, as this portal's identifiers are."""
    return bool(cells) and all(_is_uid(cell) for cell in cells)


def language_of_texts(cells: Sequence[str]) -> str:
    """The portal language whose small words are most frequent; English when there are none."""
    counts = dict.fromkeys(STOP_WORDS, 0)
    for word in " ".join(cell for cell in cells if len(cell) > 15)[:20_000].casefold().split():
        for language, listed in STOP_WORDS.items():
            counts[language] += word in listed.split()
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return len(text) >= 32


def _is_email(text: str) -> bool:
    return "@" in text and contact.read_email(text).has_value


def _is_url(text: str) -> bool:
    return re.match(r"(?i)https?://|www\.", text) is not None and contact.read_url(text).has_value


def _is_point(text: str) -> bool:
    return bool(re.search(r"[;, (]|^[0-9A-Fa-f]{42,}$", text)) and points.to_pair(text) is not None


def _is_lat(text: str) -> bool:
    return bool(_DECIMAL.fullmatch(text)) and NORTH <= (points.to_degrees(text) or 0) <= 72


def _is_lng(text: str) -> bool:
    return bool(_DECIMAL.fullmatch(text)) and -32 <= (points.to_degrees(text) or 99) < NORTH


def _is_hours(text: str) -> bool:
    return any(character.isdigit() for character in text) and opening.read_hours(text).has_value


def _is_country(text: str) -> bool:
    return codes.country_lookup().find(text) is not None


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and contact.read_phone(text).has_value


def _holds_codes(name: str) -> Callable[[str], bool]:
    column = next(column for column in COLUMNS if column.name == name)
    read = codes.read_codes if column.kind == "codes" else codes.read_code
    return lambda text: len(fold(text)) > 1 and read(text, column).has_value


_TESTS: tuple[tuple[str, float, Callable[[str], bool]], ...] = (
    ("uid", 0.85, _is_uid),
    ("email", 0.85, _is_email),
    ("website", 0.8, _is_url),
    ("point", 0.8, _is_point),
    ("lat", 0.65, _is_lat),
    ("lng", 0.65, _is_lng),
    ("opening_hours", 0.8, _is_hours),
    ("country", 0.75, _is_country),
    ("phone", 0.65, _is_phone),
    *((name, 0.6, _holds_codes(name)) for name in _CODES),
)
