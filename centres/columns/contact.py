"""Web addresses, e-mail addresses and telephone numbers as people write them."""

import re
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, Schema, Value, refused, too_long
from centres.columns.messages import Message, shown
from centres.columns.numbers import shortened
from centres.columns.reading import ANY_ROW, Reading, RowFacts, mended, noted, wrong
from centres.columns.telephones import first_number

MAX_URL, MAX_EMAIL = 300, 254
_check_url = URLValidator(schemes=["http", "https"])
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:(?!\d)")
_BEGINS_LIKE_URL = re.compile(r"(?i)https?://|www\.")
_BETWEEN_LINKS = re.compile(r"\s*[\n;]\s*|\s+[|,]\s*")
_BETWEEN_SITES = re.compile(r"\s+|[;|]+|,(?=\s|\Z|https?:|www\.)", re.I)
_AROUND_AT = re.compile(r"\s*@\s*")
_ENDINGS = frozenset(
    {"com", "org", "net", "info", "edu", "gov", "int", "coop", "brussels", "gent", "vlaanderen", "paris", "bzh", "cat"}
)
"""Ends of host names beside those of countries, which have two letters."""
_LOOKS_LIKE_PHONE = re.compile(r"(?:\+|00|0)[\d ()./-]{7,}")
_LEADING_WORD = re.compile(r"(?i)^(?:telefoon|téléphone|telefone|telefono|telefon|tel|tél|phone|t)\b[\s.:]*")
_DASHES = str.maketrans("–\u2011", "--")
# Country → digits of a national number without the zero it is dialled with.
_WITHOUT_ZERO = {"FR": (9,), "BE": (8, 9), "NL": (9,), "HR": (8, 9), "CH": (9,)}
_AND = re.compile(r"(?i)^(?:ou|et|of|en|o|e|or|and|ili|i|oder|und)\s+(?=[+\d(]|\S+@|www|http)")
_BETWEEN_MAILS = re.compile(r"[\s,;|/<>()]+")
_AT = re.compile(r"\s*[\[(]\s*(?:at|arobase|chiocciola|apenstaartje|arroba|et)\s*[\])]\s*", re.I)
_DOT = re.compile(r"\s*[\[(]\s*(?:dot|point|punt|punto|ponto|točka)\s*[\])]\s*", re.I)


@lru_cache(maxsize=4096)
def _is_url(text: str) -> bool:
    try:
        _check_url(text)
    except (ValidationError, ValueError):
        return False
    return len(text) <= MAX_URL


def read_url(text: str) -> Reading:
    """A web address; https:// is added where no scheme stands. Of several the first, the others are a note."""
    bare = text.strip().strip("<>").replace("\\", "/")
    url = _with_scheme(bare)
    if _is_url(url):
        return Reading(url)
    parts = [part for part in _parts(_BETWEEN_SITES, bare) if len(part) > 1]
    if _are_addresses(parts):
        return noted(_with_scheme(parts[0]), _rest(bare, parts[0]))
    return wrong(
        _("“%(value)s” is not a web address. Write one, such as https://www.example.org."),
        {"value": shown(text)},
        next((_with_scheme(part) for part in parts if _is_whole(part)), None),
    )


def _parts(between: re.Pattern[str], text: str) -> list[str]:
    """What stands between separators, without brackets; nothing when a part is a torn piece: ``site .fr``."""
    parts = [part.strip("<>()[]\"'“”…,;") for part in between.split(text)]
    return [] if any(len(part) > 1 and (part[0] in ".-/" or part[-1] in "-@") for part in parts) else parts


def _are_addresses(parts: list[str]) -> bool:
    """Whether several addresses stand side by side and nothing else: all begin like one or none does, else one was torn."""
    begun = {bool(_BEGINS_LIKE_URL.match(part)) for part in parts}
    return len(parts) > 1 and len(begun) == 1 and all("." in part and _is_url(_with_scheme(part)) for part in parts)


def _is_whole(part: str) -> bool:
    """Whether a part is surely a whole address: a piece of one would be somebody else's host."""
    url = _with_scheme(part)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if _is_url(url) else ""
    name, _dot, ending = host.rpartition(".")
    return bool(_BEGINS_LIKE_URL.match(part) and name) and (len(ending) == 2 or ending in _ENDINGS)


def _rest(text: str, taken: str) -> str:
    """What a cell says besides the part that was taken."""
    rest = " ".join(text.replace(taken, " ", 1).split()).strip(" ,;:/|-–")
    return _AND.sub("", rest)


def _with_scheme(text: str) -> str:
    if match := re.match(r"(?i)(https?)\s*:\s*/*\s*(.*)", text, re.S):
        return f"{match[1].lower()}://{match[2]}"
    return text if _SCHEME.match(text) else f"https://{text}"


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= MAX_EMAIL


def _with_zero(number: str, country: str) -> Reading:
    """A spreadsheet takes the zero in front of a national number away when it keeps it as a number."""
    if number.isdigit() and number[0] != "0" and len(number) in _WITHOUT_ZERO.get(country, ()):
        return mended(
            f"0{number}",
            _("“%(value)s” has lost a zero in front. It was read as %(number)s."),
            {"value": number, "number": f"0{number}"},
        )
    return Reading(number)


class Url(Column):
    """A web address."""

    evidence: ClassVar[float] = 0.8

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        return read_url(text)

    def looks_like(self, text: str) -> bool:
        return _BEGINS_LIKE_URL.match(text) is not None and self.read(text).has_value

    def schema(self) -> Schema:
        return {"type": "string", "format": "uri"}


class Links(Column):
    """Web addresses, one a line."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        found = []
        for part in _BETWEEN_LINKS.split(text.strip()):
            if not part:
                continue
            reading = read_url(part)
            if not reading.has_value:
                return reading
            found.append(reading.value)
        return Reading(found or None)

    def store(self, value: list[str] | None) -> str:
        return "\n".join(value or [])

    def write(self, stored: str) -> Value:
        return stored.splitlines()

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}}


class Email(Column):
    """One e-mail address; of several the first, the others are a note."""

    evidence: ClassVar[float] = 0.85

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        bare = re.sub(r"(?i)^mailto:", "", text.strip().strip("<>")).strip()
        if _is_email(bare):
            return Reading(bare)
        written = next((part for part in _parts(_BETWEEN_MAILS, bare) if _is_email(part)), None)
        if written:
            return noted(written, _rest(bare, written))
        plain = _DOT.sub(".", _AT.sub("@", bare))
        parts = (part.rstrip(".") for part in _parts(_BETWEEN_MAILS, _AROUND_AT.sub("@", plain)))
        nearest = next((part for part in parts if _is_email(part)), None)
        return wrong(
            _("“%(value)s” is not an e-mail address. Write one, such as info@example.org."),
            {"value": shown(text)},
            nearest,
        )

    def looks_like(self, text: str) -> bool:
        return "@" in text and self.read(text).has_value

    def schema(self) -> Schema:
        return {"type": "string", "format": "email"}


class Phone(Column):
    """One telephone number as it is written; the row's country tells of a lost zero. What else stands there is a note."""

    evidence: ClassVar[float] = 0.65

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        bare = _LEADING_WORD.sub("", text.strip()).translate(_DASHES)
        bare = re.sub(r"(?<=\d)\.0$", "", bare)
        if reason := shortened(bare):
            return Reading(None, reason, has_value=False)
        number = first_number(bare)
        if number:
            note = _rest(bare, number).strip("()[] ")
            number = " ".join(number.split())
            return noted(number, note) if note else _with_zero(number, row.country)
        return wrong(
            _("“%(value)s” is not one telephone number. Write the number with digits, such as +385 40 123 456."),
            {"value": shown(text)},
        )

    def looks_like(self, text: str) -> bool:
        return _LOOKS_LIKE_PHONE.fullmatch(text) is not None and self.read(text).has_value

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        return too_long(self, value) or refused(self, owner, value)
