"""What the text of opening hours names: public holidays, single days, and what no evaluator can know."""

import re
from datetime import date

_COMMENT = re.compile(r'"[^"]*"')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = rf"(?:(?P<year>\d{{4}}) )?(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})(?![\d:])"
_ONE_DATE = re.compile(rf"\b{_DATE}")
_RUN = re.compile(
    rf"\b{re.sub(r'[?]P<[a-z]+>', '?:', _DATE)}\s*-\s*(?:(?:\d{{4}} )?[A-Z][a-z]{{2}} )?\d{{1,2}}(?![\d:])"
)
_HOLIDAYS = re.compile(r"\bPH\b")
_HOLIDAYS_OFF = re.compile(r"\bPH\b[^;]*\b(?:off|closed)\b")
_SCHOOL_HOLIDAYS = re.compile(r"\bSH\b")
_UNDECIDED = re.compile(r"\b(?:SH|sunrise|sunset|dawn|dusk)\b|\d\+")


def without_comments(hours: str) -> str:
    """The text without the words in quotes."""
    return _COMMENT.sub("", hours)


def names_holidays(hours: str) -> bool:
    """Whether any rule says what is on public holidays."""
    return _HOLIDAYS.search(without_comments(hours)) is not None


def closed_on_holidays(hours: str) -> bool:
    """Whether the hours name public holidays as days off."""
    return _HOLIDAYS_OFF.search(without_comments(hours)) is not None


def names_school_holidays(hours: str) -> bool:
    """Whether any rule says what is in school holidays."""
    return _SCHOOL_HOLIDAYS.search(without_comments(hours)) is not None


def is_undecided(hours: str) -> bool:
    """Whether the hours hang on what nobody here knows: school holidays, the sun, an end left open."""
    return _UNDECIDED.search(without_comments(hours)) is not None


def single_days(hours: str) -> frozenset[tuple[int, int, int]]:
    """(year, month, day) of every single day that a rule names, year 0 for every year; runs of days name none."""
    bare = _RUN.sub("", without_comments(hours))
    return frozenset(
        (int(found["year"] or 0), _MONTHS.index(found["month"]) + 1, int(found["day"]))
        for found in _ONE_DATE.finditer(bare)
    )


def as_date(day: date) -> str:
    """``2026 Dec 24``, as rules write a day."""
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}"
