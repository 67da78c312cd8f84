"""Addresses that stand in one cell, and street lines whose parts stand in several."""

import re
from dataclasses import dataclass

from centres.columns.lookups import country_lookup
from centres.gazetteer.fold import fold

NUMBER_FIRST = frozenset({"FR", "GB", "IE", "LU", "MT"})
"""Countries that write the house number before the street."""
_BOX_WORD = {"BE": "bus", "NL": "", "FR": "boîte", "IT": "int."}
_BOX_WORD_IN_FRENCH = "bte"
_FRENCH_STREET = re.compile(
    r"(?i)(?:rue|avenue|av\.|boulevard|bd|place|chaussée|chemin|quai|route|allée|square|impasse)\b"
)
_CODES = (
    r"\d{4}-\d{3}",  # Portugal
    r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}",  # United Kingdom
    r"[A-Z]\d[\dW]\s?[A-Z\d]{4}",  # Ireland
    r"\d{4}\s?[A-Z]{2}(?=\s|$)",  # Netherlands
    r"\d{2}-\d{3}",  # Poland
    r"\d{3}\s\d{2}(?=\s|$)",  # Czechia, Slovakia, Sweden
    r"\d{4,5}",
)
_CODE = rf"(?P<code>{'|'.join(_CODES)})"
_CAR_SIGN = re.compile(r"\b[A-Z]{1,2}-(?=\d{4,5}\b)")
_TOWN = r"(?P<town>[^\W\d_](?:[^\d,;]|\d{1,2}(?=e\b|er\b|$))*)"
_CODE_TOWN = re.compile(rf"(?:(?P<street>.*[^\s,;-])[\s,;-]+)?\b{_CODE}\s+(?![A-Z]{{2}}$){_TOWN}$", re.S)
_TOWN_CODE = re.compile(rf"{_TOWN}[\s,]+(?P<code>{_CODES[1]}|{_CODES[2]})$")
_ONLY_CODE = re.compile(rf"{_CODE}$")
_BETWEEN = re.compile(r"\s*[,;\n|]\s*|\s+[-–]\s+")
_PROVINCE = re.compile(r"\s*\([^()]{2,30}\)$")
_ITALIAN_PROVINCE = re.compile(r"(?<=\w)\s+[A-Z]{2}$")
_CEDEX = re.compile(r"(?i)(?:\s+\d{1,2})?\s+cedex\b(?:\s+\d+)?")
_DISTRICT = re.compile(r"[^\W\d_][^\d]*(?:\s\d{1,2})?$")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts; ``""`` for what it does not say. ``country``: ISO 3166-1."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it names the postcode and the town."""
        return bool(self.postcode and self.city)


def split(text: str, country: str = "") -> Address:
    """``12 rue de la Paix, 59000 Lille, France`` → its parts. Without a postcode all of it is the street.

    ``country``: of the row, where it is known.
    """
    plain = _CEDEX.sub("", _CAR_SIGN.sub("", text)).strip(" ,;")
    parts = [part for part in _BETWEEN.split(plain) if part]
    if country == "IT" and parts:
        parts[-1] = _ITALIAN_PROVINCE.sub("", parts[-1])
    named = country_lookup().find(parts[-1]) if len(parts) > 1 and not re.search(r"\d", parts[-1]) else None
    parts = parts[:-1] if named else parts
    for number in range(len(parts) - 1, -1, -1):
        if found := _part(parts, number):
            return Address(found.street, found.postcode, found.city, named or "")
    return Address(", ".join(parts), country=named or "")


def _part(parts: list[str], number: int) -> Address | None:
    """The address when the postcode stands in this part."""
    before, part, after = parts[:number], parts[number], parts[number + 1 :]
    if match := _CODE_TOWN.match(part):
        street = [*before, match["street"] or "", *after]
        return Address(_joined(street), match["code"], _town(match["town"]))
    if match := _TOWN_CODE.match(part):
        return Address(_joined([*before, *after]), match["code"], _town(match["town"]))
    if not _ONLY_CODE.match(part):
        return None
    if after and _DISTRICT.match(after[0]):
        return Address(_joined([*before, *after[1:]]), part, _town(after[0]))
    if len(before) > 1 and _DISTRICT.match(before[-1]):
        return Address(_joined(before[:-1]), part, _town(before[-1]))
    return None


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)


def _town(text: str) -> str:
    """The town without the sign of its province, ``Torino (TO)``."""
    bare = text.strip(" -–,")
    return _PROVINCE.sub("", bare) or bare


@dataclass(frozen=True, slots=True)
class StreetParts:
    """The cells of a street line; ``""`` for what has no cell."""

    street: str = ""
    kind: str = ""
    number: str = ""
    suffix: str = ""
    box: str = ""


def street_line(parts: StreetParts, country: str) -> str:
    """The street, its number and the letter box as the country writes them in one line."""
    street = parts.street
    if parts.kind and parts.kind.isalpha() and not fold(street).startswith(fold(parts.kind)):
        kind = parts.kind if street.isupper() else parts.kind.lower()
        street = f"{kind} {street}".strip()
    number = _number(parts.number, parts.suffix, country)
    if not street:
        return ""
    if number and not _holds(street, number):
        street = f"{number} {street}" if country in NUMBER_FIRST else f"{street} {number}"
    if parts.box and not _holds(street, parts.box, last=True):
        street = f"{street} {_box_word(street, country)}".strip() + f" {parts.box}"
    return street


def _number(number: str, suffix: str, country: str) -> str:
    """``12`` and ``bis`` → ``12 bis``, ``15`` and ``A`` → ``15/A`` in Italy, ``15A`` elsewhere."""
    number = re.sub(r"\.0+$", "", number)
    if not suffix or fold(suffix) in fold(number).split():
        return number
    if len(suffix) == 1 and suffix.isalpha():
        return f"{number}/{suffix}" if country == "IT" else f"{number}{suffix}"
    return f"{number} {suffix}".strip()


def _holds(street: str, number: str, *, last: bool = False) -> bool:
    """Whether the street names the number already, at its end or at its beginning."""
    words = fold(street).split()
    wanted = fold(number).split()
    return words[-len(wanted) :] == wanted or (not last and words[: len(wanted)] == wanted)


def _box_word(street: str, country: str) -> str:
    if country == "BE" and _FRENCH_STREET.search(street):
        return _BOX_WORD_IN_FRENCH
    return _BOX_WORD.get(country, "")
