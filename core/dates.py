"""Days and times as people type them, in the ways of all six languages."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import get_month_names

from core.folding import fold
from core.i18n.languages import LANGUAGES

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\.?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})\.?")
_NAMED = re.compile(
    r"(\d{1,2})(?:\.|er|ste|de|e|st|nd|rd|th|º|°)?\s+(?:de\s+|of\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})\.?"
)
_MONTH_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"^[^\W\d_]+(?:-feira)?(?:[.,]+\s*|\s+)(?=\d)")
_TIME = re.compile(
    r"(\d{1,2})\s*(?:[:.hHu]\s*(?:(\d{2})(?:[:.](\d{2}))?)?)?\s*(?:h|u|uur|heures?|ore|horas|sati)?", re.IGNORECASE
)
_AMERICAN_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:,\s*|T|\s+)(?:(?:à|om|alle(?: ore)?|ore|às|u|at)\s+)?")
"""What stands between a day and its time."""


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Folded name of a month, long or short, in our languages → its number."""
    return {
        fold(name).rstrip("."): number
        for language in LANGUAGES
        for width in ("abbreviated", "wide")
        for context in ("stand-alone", "format")
        for number, name in get_month_names(width, context, locale=language).items()
    }


def read_day(text: str) -> date | None:
    """``15/1/27``, ``15. 1. 2027.``, ``15 janvier 2027``, ``2027-01-15`` → the day; ``None`` when it is none."""
    text = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], match[2], match[1])
    bare = _WEEKDAY.sub("", text) if not _MONTH_NAMED_FIRST.fullmatch(text) else text
    if match := _NAMED.fullmatch(bare):
        return _day(match[3], _months().get(fold(match[2])), match[1])
    if match := _MONTH_NAMED_FIRST.fullmatch(bare):
        return _day(match[3], _months().get(fold(match[1])), match[2])
    return None


def _day(year: str, month: str | int | None, day: str) -> date | None:
    """Two digits are a year of this century: nobody plans an event of the last one."""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month or 0), int(day))
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """``18:30``, ``18.30``, ``18h30``, ``18 u``, ``6:30 pm`` → the time; ``None`` when it is none."""
    text = " ".join(text.split())
    if match := _AMERICAN_TIME.fullmatch(text):
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        return _time(hour, match[2]) if 1 <= int(match[1]) <= 12 else None
    match = _TIME.fullmatch(text) or re.fullmatch(r"(\d{2})(\d{2})()", text)
    return _time(int(match[1]), match[2], match[3]) if match else None


def _time(hour: int, minute: str | None, second: str | None = None) -> time | None:
    try:
        return time(hour, int(minute or 0), int(second or 0))
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """A day and a time behind it, without a time zone; ``None`` when one of them is missing."""
    text = " ".join(text.split())
    for cut in _BETWEEN.finditer(text):
        day, when = read_day(text[: cut.start()]), read_time(text[cut.end() :])
        if day and when is not None:
            return datetime.combine(day, when)
    return None
