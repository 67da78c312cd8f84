"""The portal in numbers: tables of a period on a page, and as one file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from core.figures.periods import Period, PeriodError, asked, month_name
from core.figures.telling import Table, tell
from core.page_views import shows
from core.routing import public_page
from core.spreadsheets import csv_cell
from home.models import ImpactPage


@dataclass(frozen=True, slots=True)
class Choice:
    """One period to choose."""

    label: str
    url: str
    current: bool


@shows(ImpactPage)
def impact(page: ImpactPage, request: HttpRequest) -> dict[str, Any]:
    """The tables of the period that is asked for, of all years when it is none; ``error`` says what was wrong."""
    period, error = _period(request)
    told = tell(period)
    this_month = timezone.localdate().replace(day=1)
    url = page.url or ""
    periods = [Period(), *(Period.of_year(year) for year in told.years)]
    choices = [Choice(str(one), f"{url}{one.query()}", one == period) for one in periods]
    return {
        "period": period,
        "error": error,
        "tables": told.tables,
        "as_of": told.as_of,
        "choices": choices,
        "months": _months(min(told.years, default=timezone.localdate().year)),
        "bounds": [
            ("from", _("First month"), f"{period.first:%Y-%m}" if period.first else ""),
            ("to", _("Last month"), f"{min(period.last, this_month):%Y-%m}" if period.last else ""),
        ],
        "csv_url": f"{page.csv_url}{period.query()}",
    }


def _period(request: HttpRequest) -> tuple[Period, str]:
    try:
        return asked(request), ""
    except PeriodError as error:
        return Period(), str(error)


def _months(first_year: int) -> list[tuple[int, list[tuple[str, str]]]]:
    """``(year, [(code, name of the month), …])``, the newest first, until this month."""
    today = timezone.localdate()
    return [
        (year, [(f"{year}-{month:02}", month_name(date(year, month, 1))) for month in _months_of(year, today)])
        for year in range(today.year, first_year - 1, -1)
    ]


def _months_of(year: int, today: date) -> range:
    return range(today.month if year == today.year else 12, 0, -1)


def impact_csv(request: HttpRequest, path: str) -> HttpResponse:
    """``<page>/impact.csv``: every cell of every table, in words of the page's language and in codes.

    Raises Http404 when no public page of numbers is there. A period that is none is answered with a sentence (400).
    """
    page = public_page(request, path)
    if not isinstance(page, ImpactPage):
        raise Http404
    period, error = _period(request)
    if error:
        return HttpResponse(error, content_type="text/plain; charset=utf-8", status=400)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # so that Excel reads UTF-8
    name = "-".join([page.slug, *(f"{day:%Y-%m}" for day in (period.first, period.last) if day)])
    response["Content-Disposition"] = str(content_disposition_header(True, f"{name}.csv"))
    writer = csv.writer(response)
    for cells in _lines(period):
        writer.writerow([csv_cell(cell) for cell in cells])
    return response


def _lines(period: Period) -> Iterator[list[str]]:
    words = [_("Table"), _("Row"), _("Column"), _("Period"), _("Number"), _("Number for programs")]
    yield [*words, _("Code of the table"), _("Code of the row"), _("Code of the column")]
    for table in tell(period, shown=None).tables:
        yield from _lines_of(table, str(period))


def _lines_of(table: Table, period: str) -> Iterator[list[str]]:
    if not table.is_told:
        return
    for line in [*table.lines, *([table.total] if table.total else [])]:
        for (code, text), number in zip(table.columns, line.numbers, strict=True):
            words = [str(table.title), str(line.name.text), str(text), period, str(number), number.plain]
            yield [*words, table.code, line.code, code]
