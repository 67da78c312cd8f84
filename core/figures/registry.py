"""What is counted. Rooms register their figures; who tells them knows no room.

A room declares figures in ``figures.py``::

    registry.register(Figure("centres", 60, _("Centres checked"), Dimension(_("Country"), country_names), one(_("Centres")), _checked))
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext

from core.collation import sort_key
from core.countries import country_name
from core.i18n.languages import LANGUAGES, exonym

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Count(NamedTuple):
    """So many in a month. ``month``: its first day; ``row`` and ``column``: codes of the figure's dimensions, at most 60 characters."""

    month: date
    row: str
    column: str
    number: int


class Name(NamedTuple):
    """A code in words. ``url``: the path of what it names, ``""`` for none."""

    text: "StrOrPromise"
    url: str = ""


Names = Callable[[Collection[str]], Mapping[str, Name]]
"""Codes in words of the active language, in the order to show them; at most one query. What it leaves out is not shown."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """By what is counted. ``heading``: above its names."""

    heading: "StrOrPromise"
    names: Names


@dataclass(frozen=True, slots=True)
class Figure:
    """One table. ``count()`` gives everything its source knows, of all times; the worker calls it.

    ``people``: it counts people, so few of them are not told. ``top``: only so many rows are told, those with
    the most; never of people. ``known_since(today)``: the first month the source still knows whole; what was counted of earlier
    ones stays. ``by_time``: its
    rows are months, so those of another time are not shown beside it. ``note``: what a reader must know.
    """

    code: str
    order: int
    title: "StrOrPromise"
    rows: Dimension
    columns: Dimension
    count: Callable[[], Iterable[Count]]
    people: bool = False
    top: int = 0
    by_time: bool = False
    known_since: Callable[[date], date] | None = field(default=None)
    note: "StrOrPromise" = ""


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> None:
    """Makes a figure known. Rooms call it when they are ready. Raises ValueError for a list of those with most people."""
    if figure.people and figure.top:
        raise ValueError(f"{figure.code}: which rows come first would tell the order of hidden numbers.")
    _figures[figure.code] = figure


def figures() -> list[Figure]:
    """All of them, in their order."""
    return sorted(_figures.values(), key=lambda one: (one.order, one.code))


ONE = "all"
"""The code of a row or column that is the only one."""


def one(text: "StrOrPromise") -> Dimension:
    """A single column or row of this name."""
    return Dimension(text, lambda codes: {ONE: Name(text)})


def named(choices: Mapping[str, "StrOrPromise"]) -> Names:
    """Names from a list, in its order."""
    return lambda codes: {code: Name(text) for code, text in choices.items() if code in codes}


def language_names(codes: Collection[str]) -> dict[str, Name]:
    """Languages of the portal, in the order of the house."""
    return {code: Name(exonym(code)) for code in LANGUAGES if code in codes}


def country_names(codes: Collection[str]) -> dict[str, Name]:
    """Countries in alphabetical order; the code ``""`` stands for those nobody has named, at the end."""
    known = sorted(((country_name(code), code) for code in codes if code), key=lambda pair: sort_key(pair[0]))
    last = {"": Name(gettext("Not stated"))} if "" in codes else {}
    return {code: Name(text) for text, code in known} | last


def month_of(moment: date) -> date:
    """The first day of the month of a day, or of a moment on the clocks of the portal."""
    day = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return date(day.year, day.month, 1)
