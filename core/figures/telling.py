"""Tables of the figures for one period, in the active language. What is told of people comes from ``core.figures.releasing``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext

from core.figures.models import Counting, Fact
from core.figures.periods import Period
from core.figures.registry import Figure, Name, figures
from core.figures.releasing import NOUGHT, Number, released, together
from core.kept import kept

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Cells = dict[tuple[str, str], Number]
"""By row and column."""
TOTAL, EVER = "total", "all-years"
"""Codes of sums: of a row or column, and of all years."""
KEPT = 600
"""Seconds."""
SHOWN = 30
"""Rows of a table on a page; the file has all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a number for each column of the table, whose names are ``labels``."""

    code: str
    name: Name
    numbers: list[Number]
    labels: "list[StrOrPromise]" = field(default_factory=list)

    def cells(self) -> "list[Cell]":
        """Each number with the name of its column, which a phone shows beside it."""
        return [Cell(label, number) for label, number in zip(self.labels, self.numbers, strict=True)]


class Cell(NamedTuple):
    """One number of a line."""

    label: "StrOrPromise"
    number: Number


@dataclass(frozen=True, slots=True)
class Table:
    """A figure in a period. ``columns``: ``(code, text)``. ``left_out``: rows that stand in the file alone.

    ``is_told``: whether the period lets anything be told; ``by_year``: it is told by whole years.
    """

    code: str
    title: "StrOrPromise"
    note: "StrOrPromise"
    heading: "StrOrPromise"
    columns: list[tuple[str, "StrOrPromise"]]
    lines: list[Line]
    total: Line | None = None
    is_told: bool = True
    by_year: bool = False
    left_out: int = 0


@dataclass(slots=True)
class _Sums:
    """What the database says of one figure: within the period, and of all times."""

    inside: Cells = field(default_factory=dict)
    whole: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is told. ``years``: those something is known of, the newest first; ``as_of``: ``None`` before the first count."""

    tables: list[Table]
    years: list[int]
    as_of: datetime | None


def tell(period: Period, shown: int | None = SHOWN) -> Told:
    """The tables of a period: two queries, one for each list of names, and two for each figure of which only the top is told.

    ``shown``: as many rows at most; ``None``: all.
    """
    today = timezone.localdate()
    whole = [figure for figure in figures() if not figure.top]
    years: set[int] = set()
    cells: dict[str, list[tuple[str, str, int, int, int]]] = defaultdict(list)
    as_of = Counting.objects.aggregate(at=Min("at"))["at"]
    for code, *row in _kept_sums([figure.code for figure in whole], period, as_of):
        cells[code].append(tuple(row))  # type: ignore[arg-type]
        years.add(row[2])
    tables = [
        _top(figure, period) if figure.top else _table(figure, period, _sums(figure, cells[figure.code], period, today))
        for figure in figures()
    ]
    return Told([_cut(table, shown) for table in tables], sorted(years, reverse=True), as_of)


def _kept_sums(codes: list[str], period: Period, as_of: datetime | None) -> list[tuple]:
    """Of what most people ask for they are kept until they are counted anew. Anybody may ask for any other time: that is not kept."""

    def ask() -> list[tuple]:
        return list(Fact.objects.of(codes).sums(period.inside()))

    if as_of and (period.is_all or period.year):
        return kept(f"figures/{as_of.isoformat()}{period.query()}", ask, KEPT)
    return ask()


def _sums(figure: Figure, rows: Iterable[tuple[str, str, int, int, int]], period: Period, today: date) -> _Sums:
    inside: dict[tuple[str, str], list[Number]] = defaultdict(list)
    whole: dict[tuple[str, str], list[Number]] = defaultdict(list)
    for row, column, year, number, all_year in rows:
        told = released(all_year) if figure.people else Number(all_year)
        whole[row, column].append(told)
        if not figure.people:
            inside[row, column].append(Number(number))
        elif period.holds_year(year, today):
            inside[row, column].append(told)
    return _Sums({key: together(parts) for key, parts in inside.items()}, {k: together(p) for k, p in whole.items()})


def _table(figure: Figure, period: Period, sums: _Sums) -> Table:
    told = not figure.people or period.holds_a_year(timezone.localdate())
    cells = {key: number for key, number in sums.inside.items() if number != NOUGHT}
    compared = not period.is_all and not figure.by_time
    if compared:  # what stood in other years stays in sight beside it
        cells |= {key: NOUGHT for key in sums.whole if key not in cells}
    rows = figure.rows.names({row for row, _column in cells})
    columns = figure.columns.names({column for _row, column in cells})
    heads: list[tuple[str, StrOrPromise]] = [(code, name.text) for code, name in columns.items()]
    if len(columns) > 1:
        heads.append((TOTAL, gettext("Total")))
    if compared:
        heads.append((EVER, gettext("All years")))
    labels = [text for _code, text in heads]
    lines = [Line(code, name, _numbers(sums, code, columns, compared), labels) for code, name in rows.items()]
    total = _total(lines, labels) if len(lines) > 1 else None
    return Table(figure.code, figure.title, figure.note, figure.rows.heading, heads, lines, total, told, figure.people)


def _numbers(sums: _Sums, code: str, columns: Mapping[str, Name], compared: bool) -> list[Number]:
    numbers = [sums.inside.get((code, column), NOUGHT) for column in columns]
    ever = [sums.whole.get((code, column), NOUGHT) for column in columns]
    further = [together(numbers)] if len(columns) > 1 else []
    if compared:
        further.append(together(ever))
    return numbers + further


def _total(lines: list[Line], labels: "list[StrOrPromise]") -> Line:
    numbers = [together(column) for column in zip(*(line.numbers for line in lines), strict=True)]
    return Line(TOTAL, Name(gettext("Total")), numbers, labels)


def _top(figure: Figure, period: Period) -> Table:
    rows = Fact.objects.of([figure.code]).top(period.inside(), figure.top)
    names = figure.rows.names([row for row, _column, _number in rows])
    columns = figure.columns.names({column for _row, column, _number in rows})
    heads: list[tuple[str, StrOrPromise]] = [(code, name.text) for code, name in columns.items()]
    labels = [text for _code, text in heads]
    numbers = {row: number for row, _column, number in rows}
    lines = [Line(row, name, [Number(numbers[row])], labels) for row, name in names.items()]
    return Table(figure.code, figure.title, figure.note, figure.rows.heading, heads, lines)


def _cut(table: Table, shown: int | None) -> Table:
    """The rows with the most, in the order they had; sums stay those of all."""
    if shown is None or len(table.lines) <= shown:
        return table
    most = sorted(table.lines, key=lambda line: -max((one.value for one in line.numbers), default=0))[:shown]
    kept = {line.code for line in most}
    lines = [line for line in table.lines if line.code in kept]
    return replace(table, lines=lines, left_out=len(table.lines) - len(lines))
