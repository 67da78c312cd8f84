"""Tokens of written opening hours → steps of meaning: days, an interval, a half of the day, closed, always, holidays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centres.columns.hours.tokens import Token

Interval = tuple[str, str]
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
# Kinds of tokens that have a meaning; a group of days counts as a day.
_KNOWN = {
    "day": "day",
    "group": "day",
    "time": "time",
    "morning": "half",
    "afternoon": "half",
    "holidays": "holidays",
    "closed": "closed",
    "always": "always",
    "and": "",
}


class NotReadError(Exception):
    """Reading stopped at ``part``, as it is written."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class NoSpanError(NotReadError):
    """An interval that ends when it begins: ``00:00-00:00``."""


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of meaning: some days, holidays, one interval, a half (morning or afternoon), closed.

    ``at``: number of its first token; ``after``: of the first one that is not its own; ``text``: how it is written;
    ``apart``: a comma or the like stands before it.
    """

    kind: str
    at: int
    after: int
    text: str
    days: tuple[int, ...] = ()
    interval: Interval = ("", "")
    half: str = ""
    apart: bool = False


def steps_of(tokens: Sequence[Token]) -> Iterator[Step]:
    """Puts ranges together, day to day and time to time. Two days side by side with nothing between say neither.

    Raises ``NotReadError`` at the first token without a meaning.
    """
    at, before = 0, ""
    while at < len(tokens):
        token = tokens[at]
        ranged = at + 2 < len(tokens) and tokens[at + 1].kind == "to"
        last = tokens[at + 2] if ranged else token
        known, after = _KNOWN.get(token.kind), at + (3 if ranged else 1)
        if known is None or (token.kind == "time" and not ranged) or (before == "day" == known):
            raise NotReadError(token.text)
        if token.kind == "time":
            yield Step("interval", at, after, token.text, interval=_interval(token, last))
        elif token.kind == "always":
            yield Step("always", at, after, token.text, interval=(MIDNIGHT, END_OF_DAY))
        elif known == "day":
            days = token.days or days_between(token.day, last.day)
            apart = at > 0 and tokens[at - 1].kind == "and" and not tokens[at - 1].text.isalpha()
            yield Step("days", at, after, token.text, days, apart=apart)
        elif known == "half":
            yield Step("half", at, after, token.text, half=token.kind)
        elif known:
            yield Step(token.kind, at, after, token.text)
        at, before = after, known


def days_between(first: int, last: int) -> tuple[int, ...]:
    """The days from one to the other, over Sunday when need be; 0 is Monday."""
    return tuple(range(first, last + 1)) if first <= last else (*range(first, 7), *range(last + 1))


def _interval(start: Token, end: Token) -> Interval:
    if start.text == end.text:
        raise NoSpanError(f"{start.text}-{end.text}")
    opens, shuts = start.text, END_OF_DAY if end.text == MIDNIGHT else end.text
    if opens >= shuts:
        raise NotReadError(f"{opens}-{shuts}")
    return opens, shuts
