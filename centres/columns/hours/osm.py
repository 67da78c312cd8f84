"""Opening hours in OpenStreetMap's syntax, told apart from people's own words."""

import re

from django.utils.translation import gettext_noop as _

from centres.columns.hours.tokens import languages_of, words_of
from centres.columns.reading import Reading, mended
from centres.fields.hours import OPEN, DayHours, Week, format_week, parse_week, says_hours

_BEGINS = re.compile(
    r"\s*(?:\"|24/7|PH|SH|week|easter|(?:Mo|Tu|We|Th|Fr|Sa|Su|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\d{4}\b)"
)
_TUESDAY = re.compile(r"\bMar\b\.?\s*(?:,|\d{1,2}:|\Z)")
"""March before times or another day: in French, Italian and Spanish this is Tuesday."""
_MAR_IS_TUESDAY = frozenset({"fr", "it", "es"})
_SATURDAY = re.compile(r"\bSu\b")
_OPEN_RULE = re.compile(r"(?<=\d)(?=\s*(?:;|\Z))")


def is_hours(text: str) -> bool:
    """Whether a text is in this syntax and says hours; times alone name no days, so they are not."""
    return _BEGINS.match(text) is not None and says_hours(text.strip())


def language_that_reads(text: str, language: str) -> str | None:
    """The language in which words of the text are other days, ``""`` when that cannot be told; ``None``: none is."""
    languages = languages_of(words_of(text), language)
    if _TUESDAY.search(text):
        if not languages:
            return ""
        return next(iter(sorted(languages & _MAR_IS_TUESDAY)), None)
    return "hr" if _SATURDAY.search(text) and languages == {"hr"} else None


def read(text: str) -> Reading:
    """The text itself; with a remark where a later rule replaces times that people may mean to keep."""
    bare = text.strip()
    whole = parse_week(bare)
    if whole is None:
        return Reading(bare)
    joined = list(whole.days)
    opened: dict[int, DayHours] = {}
    for rule in bare.split(";"):
        for number, day in enumerate((parse_week(rule) or Week()).days):
            before = opened.get(number)
            if day.state == OPEN and before and _apart(before, day):
                joined[number] = DayHours(OPEN, tuple(sorted({*before.intervals, *day.intervals})))
            if day.state == OPEN:
                opened[number] = joined[number] if before else day
    if tuple(joined) == whole.days:
        return Reading(bare)
    suggestion = format_week(Week(tuple(joined), whole.holidays_off))
    return mended(
        bare,
        _("In “%(value)s” a later rule replaces the hours of a day. If they add up, write %(joined)s."),
        {"value": bare, "joined": suggestion},
        suggestion,
    )


def _apart(one: DayHours, other: DayHours) -> bool:
    return all(b <= c or d <= a for a, b in one.intervals for c, d in other.intervals)


def with_comment(hours: str, words: str) -> str:
    """Hours on a condition: each rule with times gets the words as its comment."""
    return _OPEN_RULE.sub(f' "{words}"', hours) if words else hours
