"""Dates as sources give them: ``2016``, ``2016-05``, ``2016-05-31`` or a span ``2008/2017`` (part of ISO 8601-2)."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.i18n.languages import active_language

_ONE = r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?"
_PARTIAL = re.compile(rf"{_ONE}(?:/{_ONE})?")


def validate_partial_date(value: str) -> None:
    """Refuses what is no year, month, day or span of years: raises a ValidationError that says what to write."""
    if not _PARTIAL.fullmatch(value):
        raise ValidationError(
            _("“%(value)s” is not a date we can read. Write a year or a month, such as 2024 or 2024-05."),
            params={"value": value},
        )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _one(text: str, language: str, *, since: bool) -> str:
    match = re.fullmatch(_ONE, text)
    if match is None:
        return text
    year, month, day = match.groups()
    try:
        when = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return text
    if day:
        return format_date(when, "d MMMM y" if language == "en" else "long", locale=language)
    if not month:
        return format_skeleton("y", when, locale=language)
    if since and language == "hr":
        # Croatian needs the genitive after "od"; CLDR's stand-alone month is the nominative.
        return format_date(when, "MMMM y.", locale=language)
    return format_skeleton("yMMMM", when, locale=language)


@lru_cache(maxsize=4096)
def _all(value: str, language: str, since: bool) -> str:
    parts = [_one(part, language, since=since) for part in value.split("/")]
    # Between bare years the dash stands close; between months, and behind a Croatian point, it takes blanks.
    return ("–" if all(part.isdigit() for part in parts) else " – ").join(parts) if value else ""


def format_partial(value: str, *, since: bool = False) -> str:
    """``2020-01`` → ``January 2020`` in the active language; ``since``: in the form that follows "since"."""
    return _all(value, active_language(), since)
