"""Postcodes by country: how they are written, and zeros a spreadsheet lost."""

import re

from django.utils.translation import gettext_noop as _

from centres.columns.messages import shown
from centres.columns.reading import Reading, mended, wrong

# Country → digits of a postcode that has nothing but digits.
_DIGITS = {
    **dict.fromkeys(("AT", "BE", "BG", "CH", "CY", "DK", "HU", "LI", "LU", "LV", "MK", "NO", "SI", "AL"), 4),
    **dict.fromkeys(("BA", "DE", "EE", "ES", "FI", "FR", "HR", "IT", "LT", "ME", "RS", "XK"), 5),
    **dict.fromkeys(("CZ", "GR", "SE", "SK"), 5),
    "IS": 3,
    "RO": 6,
}
# Country → where a space is written.
_SPACE = {"CZ": 3, "GR": 3, "SE": 3, "SK": 3}
# Country → pattern of the code without spaces, how it is put together again, an example.
_OTHERS = {
    "PT": (re.compile(r"(\d{4})-?(\d{3})?"), "{0}-{1}", "4000-123"),
    "PL": (re.compile(r"(\d{2})-?(\d{3})"), "{0}-{1}", "00-950"),
    "NL": (re.compile(r"(\d{4})([A-Z]{2})?"), "{0} {1}", "1012 AB"),
    "GB": (re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?"), "{0} {1}", "SW1A 1AA"),
    "IE": (re.compile(r"([A-Z]\d[\dW])([A-Z\d]{4})?"), "{0} {1}", "D02 AF30"),
    "MT": (re.compile(r"([A-Z]{3})(\d{4})"), "{0} {1}", "VLT 1117"),
}
_SIGN = re.compile(r"\A(?:[A-Z]{1,2}[-\s]+)(?=\d)")
_MAIL_SORTING = re.compile(r"(?<=\d)\s*(?:CEDEX|SP)\s*\d*\Z")
_EXAMPLES = {3: "101", 4: "4000", 5: "40000", 6: "010011"}


def read_postcode(text: str, country: str) -> Reading:
    """The code as the country writes it. ``country``: ISO code, ``""`` when not known (then only tidied)."""
    bare = re.sub(r"\.0+\Z", "", text.strip()).upper()
    bare = _SIGN.sub("", bare)
    bare = _MAIL_SORTING.sub("", bare) if country == "FR" else bare
    compact = re.sub(r"\s+", "", bare)
    if country in _OTHERS:
        return _patterned(text, compact, country)
    if country not in _DIGITS:
        return Reading(" ".join(bare.split())[:16]) if len(bare) <= 16 else _no_code(text, "4000")
    digits, compact = _DIGITS[country], compact.removeprefix("LV-")
    if not compact.isascii() or not compact.isdigit() or len(compact) > digits:
        return _no_code(text, _EXAMPLES[digits])
    whole = _spaced(compact.zfill(digits), country)
    if len(compact) == digits:
        return Reading(whole)
    if digits - len(compact) > 1:
        return mended(
            compact,
            _("“%(value)s” is short for a postcode: there they have %(n)s digits. It is kept as written."),
            {"value": shown(text), "n": digits},
        )
    return mended(
        whole,
        _("“%(value)s” has lost a zero in front: postcodes there have %(n)s digits. It was read as %(code)s."),
        {"value": shown(text), "n": digits, "code": whole},
    )


def _spaced(code: str, country: str) -> str:
    cut = _SPACE.get(country)
    return f"{code[:cut]} {code[cut:]}" if cut else code


def _patterned(text: str, compact: str, country: str) -> Reading:
    pattern, form, example = _OTHERS[country]
    match = pattern.fullmatch(compact)
    if match:
        parts = [part for part in match.groups() if part]
        return Reading(form.format(*parts) if len(parts) == 2 else parts[0])
    if country == "PL" and re.fullmatch(r"\d{4}", compact):
        whole = f"0{compact[0]}-{compact[1:]}"
        return mended(
            whole,
            _("“%(value)s” has lost a zero in front: postcodes there have %(n)s digits. It was read as %(code)s."),
            {"value": shown(text), "n": 5, "code": whole},
        )
    return _no_code(text, example)


def _no_code(text: str, example: str, suggestion: str | None = None) -> Reading:
    return wrong(
        _("“%(value)s” is not a postcode of this country. Write it like %(example)s."),
        {"value": shown(text), "example": example},
        suggestion,
    )
