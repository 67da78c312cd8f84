"""Dates people write: ``31.5.2024``, ``mai 2024``, ``2008-2017``, a spreadsheet's day number."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import get_month_names
from django.utils.translation import gettext_noop as _

from centres.columns.lookups import MORE_LANGUAGES
from centres.columns.messages import Message, shown
from centres.columns.reading import Reading, mended, wrong
from centres.gazetteer.fold import fold
from core.i18n.languages import LANGUAGES

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_TIME = re.compile(r"[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4})\.?")
_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})\.?")
_SPAN = re.compile(r"(\d{4})\s*(?:/|-|–)\s*(\d{4})")
_DAY_ZERO = date(1899, 12, 30)  # of spreadsheets; they count a February 29 in 1900 that never was
_EXAMPLE = "2024-05-31"


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Folded name of a month, long or short, in our languages, German and Spanish → its number."""
    return {
        fold(name): number
        for language in (*LANGUAGES, *MORE_LANGUAGES)
        for width in ("abbreviated", "wide")
        for context in ("stand-alone", "format")
        for number, name in get_month_names(width, context, locale=language).items()
        if fold(name)
    }


def read_day(text: str, *, month_first: bool = False, sure: bool = False) -> Reading:
    """A day as ISO text. A day that can be read two ways is read day first, and said so unless that is ``sure``."""
    bare = _TIME.sub("", text.strip())
    found = _parts(bare, month_first, sure)
    if isinstance(found, Reading):
        return found
    if found and found[2] is None:
        return wrong(
            _("“%(value)s” names no day. Write year, month and day, such as %(example)s."),
            {"value": shown(text), "example": _EXAMPLE},
            f"{_text(found)}-01" if found[1] else None,
        )
    return Reading(_text(found)) if found else _no_date(text)


def read_partial_day(text: str, *, month_first: bool = False, sure: bool = False) -> Reading:
    """A year, month or day as ISO text, or two years with a slash for a span."""
    bare = _TIME.sub("", text.strip())
    if span := _SPAN.fullmatch(bare):
        return Reading(f"{span[1]}/{span[2]}") if span[1] <= span[2] else _no_date(text)
    if "/" in bare and all(_ISO.fullmatch(part.strip()) for part in bare.split("/", 1)):
        first, last = (_parts(part.strip(), month_first) for part in bare.split("/", 1))
        if isinstance(first, tuple) and isinstance(last, tuple):
            return Reading(f"{_text(first)}/{_text(last)}")
    found = _parts(bare, month_first, sure) or _month_of_a_spreadsheet(bare)
    if isinstance(found, Reading):
        return found
    return Reading(_text(found)) if found else _no_date(text)


_Parts = tuple[int, int | None, int | None]


def _text(found: _Parts) -> str:
    year, month, day = found
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _no_date(text: str) -> Reading:
    return wrong(
        _("“%(value)s” is not a date we can read. Write it as %(example)s."),
        {"value": shown(text), "example": _EXAMPLE},
    )


def month_comes_first(cells: Iterable[str]) -> bool | None:
    """Whether a column writes the month before the day; None when no cell leaves it without doubt, or two disagree."""
    pairs = [
        (int(match[1]), int(match[3])) for cell in cells if (match := _NUMBERS.fullmatch(_TIME.sub("", cell.strip())))
    ]
    day_first, month_first = any(first > 12 for first, _second in pairs), any(second > 12 for _first, second in pairs)
    return None if day_first == month_first else month_first


def _month_of_a_spreadsheet(text: str) -> _Parts | None:
    """``sept-22``, ``ruj-98``: what spreadsheet programs make of 2022-09 and 1998-09; their centuries part at 30."""
    match = re.fullmatch(r"([^\W\d_]{3,9})[-/. ]{1,2}(\d{2})\.?", text)
    month = _months().get(fold(match[1])) if match else None
    return _checked(_century(match[2]), str(month), None) if match and month else None


def day_and_month(text: str) -> tuple[int, int] | None:
    """Day and month of a day, with or without its year: ``24-juil``, ``24/07``, ``24.7.2026.``; ``None`` for other texts."""
    bare = _TIME.sub("", text.strip())
    found = _parts(bare, month_first=False, sure=True)
    if isinstance(found, tuple) and found[1] and found[2]:
        return found[2], found[1]
    match = re.fullmatch(r"(\d{1,2})\.?[-/. ]\s?(\d{1,2}|[^\W\d_]{3,9})\.?", bare)
    month = match and (int(match[2]) if match[2].isdigit() else _months().get(fold(match[2])))
    return (int(match[1]), month) if match and month else None


def _century(year: str) -> str:
    """Four digits of a year written with two, as spreadsheet programs mean them."""
    return f"{20 if int(year) < 30 else 19}{year}"


def _parts(text: str, month_first: bool, sure: bool = False) -> _Parts | Reading | None:
    """Year, month and day; a Reading when there is something to say about it; None when it is no date."""
    if match := _ISO.fullmatch(text):
        return _checked(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(text):
        return _numbers(text, match, month_first, sure)
    if match := _MONTH.fullmatch(text):
        return _checked(match[2], match[1], None)
    if re.fullmatch(r"[3-6]\d{4}(\.0+)?", text):
        day = _DAY_ZERO + timedelta(days=int(text[:5]))
        return mended(
            day.isoformat(),
            _("“%(value)s” is a spreadsheet’s number of a day; it was read as %(date)s."),
            {"value": text, "date": day.isoformat()},
        )
    return _named(text)


def _named(text: str) -> _Parts | None:
    """``31 mai 2024``, ``svibanj 2024``, ``May 31, 2024``."""
    parts = fold(text).split()
    words = [
        word for word in parts if not word.isdigit() and word not in ("de", "di", "of", "do", "th", "st", "er", "1er")
    ]
    numbers = [int(re.sub(r"\D", "", word)) for word in parts if re.fullmatch(r"\d{1,4}(?:er|st|nd|rd|th|e)?", word)]
    month = _months().get(words[0]) if len(words) == 1 else None
    if month is None or not numbers or len(numbers) > 2:
        return None
    year, day = max(numbers), min(numbers) if len(numbers) == 2 else None
    return _checked(str(year), str(month), str(day) if day else None)


def _checked(year: str, month: str | None, day: str | None) -> _Parts | None:
    try:
        when = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return (when.year, when.month if month else None, when.day if day else None) if 1900 <= when.year <= 2100 else None


def _numbers(text: str, match: re.Match[str], month_first: bool, sure: bool) -> _Parts | Reading | None:
    """Day and month in either order. Dots mean day first everywhere; a slash may mean both."""
    first, sign, second, year = int(match[1]), match[2], int(match[3]), match[4]
    month_first = month_first and sign != "."
    day, month = (second, first) if month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
    found = _checked(year, str(month), str(day))
    if found is None or sure or sign == "." or first > 12 or second > 12 or first == second:
        return found
    return Reading(
        _text(found),
        Message(
            _("“%(value)s” can be read in two ways; it was read as %(date)s. Write year, month and day to be sure."),
            {"value": shown(text), "date": _text(found)},
        ),
        _text(found),
    )
