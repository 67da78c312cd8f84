"""Opening hours people write → the weekly text that is stored (OpenStreetMap's syntax). What is not understood is
never guessed: it becomes a problem, with what is certain as the suggestion.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from django.utils.translation import gettext_noop as _

from centres.columns.hours import osm
from centres.columns.hours.steps import NoSpanError, NotReadError, steps_of
from centres.columns.hours.tokens import Token, plain, tokens_of
from centres.columns.hours.week import WeekReader
from centres.columns.messages import Message, shown
from centres.columns.reading import Reading, wrong
from centres.fields.hours import CLOSED, OPEN, UNKNOWN, DayHours, Week, format_week

MAX_LENGTH = 500
MAX_WORDS = 100
_QUOTES = str.maketrans({'"': "’", "\n": " "})
_SAYS_NOTHING = _("“%(value)s” says no hours: they are taken as not known.")
_AT_ITS_ENDS = " \t,;:.()|/–-"


@lru_cache(maxsize=4096)
def read_hours(text: str, language: str = "") -> Reading:
    """Hours of a week. ``language``: of the list they stand in, where that is known; it tells words apart.

    OSM syntax is taken as it is when the evaluator of the portal accepts it, unless its words are days in the list's
    language.
    """
    if len(text) <= MAX_LENGTH and osm.is_hours(text):
        meaning = osm.language_that_reads(text, language)
        if meaning is None:
            return osm.read(text)
        if not meaning:
            return _not_understood(text, NotReadError("Mar"), None)
        language = meaning
    tokens, reader = tokens_of(text, language), WeekReader()
    try:
        reader.read(steps_of(tokens))
        days = reader.said.days()
    except NotReadError as stop:
        return _not_understood(text, stop, _certain(text, tokens, reader))
    if not days:
        return wrong(
            _("“%(value)s” names no days. Write the days too, such as Mo-Fr 09:00-17:00."), {"value": shown(text)}
        )
    rest = DayHours(CLOSED if any(day.state == OPEN for day in days.values()) else UNKNOWN)
    week = tuple(days.get(number, rest) for number in range(7))
    return Reading(format_week(Week(week, reader.said.holidays_off)))


def _not_understood(text: str, stop: NotReadError, suggestion: str | None) -> Reading:
    return wrong(
        _(
            "“%(part)s” in “%(value)s” is not understood as opening hours. Write for instance Mo-Fr 09:00-17:00; what is not a time belongs in “how to come”."
        ),
        {"part": shown(stop.part), "value": shown(text)},
        suggestion,
    )


def _certain(text: str, tokens: Sequence[Token], reader: WeekReader) -> str | None:
    """What holds whatever the unread rest means: its days and those nobody named are not known.

    Nothing holds beside an exception, a closing or times without days. Words that follow hours are a condition: they
    become the comment, and the hours "ask first".
    """
    rest = tokens[reader.read_to :]
    kinds = [token.kind for token in rest]
    days_at = next((number for number, kind in enumerate(kinds) if kind in ("day", "group")), len(kinds))
    if any(token.kind == "except" for token in tokens) or {"closed", "morning", "afternoon"} & set(kinds):
        return None
    if {"time", "always"} & set(kinds[:days_at]):
        return None
    try:
        days = reader.said.days()
    except NotReadError:
        return None
    unread = _days_in(rest)
    week = Week(tuple(DayHours() if number in unread else days.get(number, DayHours()) for number in range(7)))
    begins = tokens[reader.read_to - 1].end if reader.read_to else 0
    words = _condition(text, begins, rest)
    return osm.with_comment(format_week(week), words) or None


def _days_in(tokens: Sequence[Token]) -> set[int]:
    """All days that these tokens name, those between two ends too."""
    found: set[int] = set()
    for number, token in enumerate(tokens):
        if token.kind == "day" and [one.kind for one in tokens[number + 1 : number + 3]] == ["to", "day"]:
            return set(range(7))
        found |= {token.day} if token.kind == "day" else set(token.days)
    return found


def _condition(text: str, begins: int, rest: Sequence[Token]) -> str:
    """The words between what was read and what follows, as they are written; ``""`` when they belong to a day after them."""
    words = list(takewhile(lambda token: token.kind in ("unknown", "and", "to"), rest))
    follows = rest[len(words)] if len(words) < len(rest) else None
    if not words or (follows is not None and words[-1].kind == "unknown"):
        return ""
    written = plain(text)[begins : follows.start if follows else None]
    return written.translate(_QUOTES).strip(_AT_ITS_ENDS)[:MAX_WORDS].strip()


def read_day(text: str, language: str = "") -> tuple[DayHours | None, Reading | None]:
    """Hours of one day in its own cell: (hours, remark). Without hours the remark says what is wrong.

    A span that ends when it begins, 00:00-00:00, is a programme's way to say nothing.
    """
    reader, tokens = WeekReader(), tokens_of(text, language)
    if any(token.kind in ("day", "group", "holidays") for token in tokens):
        return None, _no_day(text)
    try:
        reader.read(steps_of([Token("day", ""), *tokens]))
        day = reader.said.day(0)
    except NoSpanError as stop:
        return reader.said.day(0) or DayHours(), Reading(None, Message(_SAYS_NOTHING, {"value": stop.part}))
    except NotReadError:
        day = None
    if day is None:
        return None, _no_day(text)
    return day, None


def read_day_cells(texts: Sequence[str], language: str = "") -> tuple[DayHours | None, Reading | None]:
    """Hours of one day from several cells, such as morning and afternoon, ``""`` where one says nothing."""
    days, remark = [], None
    for text in texts:
        if text:
            day, remark_here = read_day(text, language)
            if day is None:
                return None, remark_here
            days.append(day)
            remark = remark or remark_here
    intervals = sorted(interval for day in days for interval in day.intervals)
    if any(later[0] < earlier[1] for earlier, later in pairwise(intervals)):
        return None, _no_day(", ".join(text for text in texts if text))
    if intervals:
        return DayHours(OPEN, tuple(intervals)), remark
    all_closed = len(days) == len(texts) and all(day.state == CLOSED for day in days)
    return DayHours(CLOSED if days and all_closed else UNKNOWN), remark


def read_times(pairs: Sequence[tuple[str, str]], language: str = "") -> tuple[DayHours | None, Reading | None]:
    """Hours of one day from columns of opening and closing times, two by two; empty ones say nothing."""
    return read_day_cells([_span(*pair, language) for pair in pairs if any(pair)], language)


def _span(opens: str, shuts: str, language: str) -> str:
    """Both cells as one: ``9:00-12:00``; a cell that says closed stands for both."""
    for text in (opens, shuts):
        if [token.kind for token in tokens_of(text, language)] == ["closed"]:
            return text
    return f"{opens}-{shuts}"


def _no_day(text: str) -> Reading:
    return wrong(
        _("“%(value)s” cannot be read as the hours of a day. Write 09:00-12:00, 13:00-17:00 or closed."),
        {"value": shown(text)},
    )


def week_text(days: Sequence[DayHours]) -> str | None:
    """Seven days as they are stored; None when nothing is known of any."""
    return format_week(Week(tuple(days))) or None
