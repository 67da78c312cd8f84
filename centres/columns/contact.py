"""Web addresses, e-mail addresses and telephone numbers as people write them."""

import re
from functools import lru_cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, Schema, Value, refused, too_long
from centres.columns.messages import Message, shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, mended, wrong

MAX_URL, MAX_PHONE, MAX_EMAIL = 300, 40, 254
_check_url = URLValidator(schemes=["http", "https"])
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:(?!\d)")
_BEGINS_LIKE_URL = re.compile(r"(?i)https?://|www\.")
_BETWEEN_LINKS = re.compile(r"\s*[\n;]\s*|\s+[|,]\s*")
_LOOKS_LIKE_PHONE = re.compile(r"(?:\+|00|0)[\d ()./-]{7,}")
_PHONE = re.compile(r"\+?[0-9 ()./-]{4,}")
# Country → digits of a national number without the zero it is dialled with.
_WITHOUT_ZERO = {"FR": (9,), "BE": (8, 9), "NL": (9,), "HR": (8, 9), "CH": (9,)}
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")
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
    """A web address; https:// is added where no scheme stands."""
    bare = text.strip().strip("<>").replace("\\", "/")
    url = _with_scheme(bare)
    if _is_url(url):
        return Reading(url)
    candidates = (_with_scheme(part) for part in re.split(r"[\s,;|]+", bare) if "." in part)
    return wrong(
        _("“%(value)s” is not a web address. Write one, such as https://www.example.org."),
        {"value": shown(text)},
        next((found for found in candidates if _is_url(found)), None),
    )


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
    """One e-mail address."""

    evidence: ClassVar[float] = 0.85

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        bare = re.sub(r"(?i)^mailto:", "", text.strip().strip("<>")).strip()
        if _is_email(bare):
            return Reading(bare)
        plain = _DOT.sub(".", _AT.sub("@", bare))
        parts = [part.strip("<>().") for part in re.split(r"[\s,;|/]+", plain)]
        nearest = next((part for part in (plain.replace(" ", ""), *parts) if _is_email(part)), None)
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
    """One telephone number as it is written, without words around it; the row's country tells of a lost zero."""

    evidence: ClassVar[float] = 0.65

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        bare = (
            re.sub(r"(?i)^(?:tel|tél|telefon|phone|t)\b[\s.:]*", "", text.strip())
            .replace("–", "-")
            .replace("\u2011", "-")
        )
        bare = re.sub(r"(?<=\d)\.0$", "", " ".join(bare.split()))
        if _SHORTENED.fullmatch(bare):
            return wrong(
                _(
                    "The spreadsheet has shortened this number to “%(value)s”. Make the cell a text and write all digits."
                ),
                {"value": shown(text)},
            )
        if _PHONE.fullmatch(bare) and len(bare) <= MAX_PHONE and sum(map(str.isdigit, bare)) >= 3:
            return _with_zero(bare, row.country)
        found = max(re.findall(_PHONE, re.split(r"[;,|]|\s/\s", bare)[0]) or [""], key=len).strip()
        return wrong(
            _("“%(value)s” is not one telephone number. Write the number with digits, such as +385 40 123 456."),
            {"value": shown(text)},
            found if sum(map(str.isdigit, found)) >= 6 else None,
        )

    def looks_like(self, text: str) -> bool:
        return _LOOKS_LIKE_PHONE.fullmatch(text) is not None and self.read(text).has_value

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        return too_long(self, value) or refused(self, owner, value)
