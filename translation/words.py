"""Who has translated how many words: for the report of a project that pays by them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from translation.models import PastRendering


@dataclass(frozen=True, slots=True)
class Words:
    """Of one person, language and month: ``passages`` written or looked at, and the ``words`` of their originals."""

    month: date
    person: str
    language: str
    passages: int
    words: int


def written(year: int | None = None, locales: Collection[int] | None = None) -> list[Words]:
    """In these languages, or all; the newest month first; two queries. What a machine wrote or the memory had counts for nobody, a passage once a month."""
    rows = PastRendering.objects.filter(author__isnull=False, machine=False, reused=False)
    if locales is not None:
        rows = rows.filter(locale__in=locales)
    if year:
        rows = rows.filter(at__year=year)
    names = {row["author"]: _name(row) for row in rows.order_by().values(*_PERSON).distinct()}
    found = [
        Words(month, names[author], language, *one)
        for (month, author, language), one in counted_by_author(rows).items()
    ]
    return sorted(found, key=lambda one: (-one.month.toordinal(), one.person, one.language))


def counted_by_author(rows: QuerySet[PastRendering] | None = None) -> dict[tuple[date, int, str], tuple[int, int]]:
    """``{(month, key of the author, language): (passages, words)}`` of these rows, or of all people ever wrote. One query."""
    if rows is None:
        rows = PastRendering.objects.filter(author__isnull=False, machine=False, reused=False)
    told = rows.annotate(month=TruncMonth("at")).order_by()
    counted: dict[tuple[date, int, str], list[int]] = defaultdict(lambda: [0, 0])
    for month, author, language, _segment, words in told.values_list(
        "month", "author", "locale__language_code", "segment", "segment__words"
    ).distinct():
        one = counted[month.date(), author, language]
        one[0] += 1
        one[1] += words
    return {key: (passages, words) for key, (passages, words) in counted.items()}


_PERSON = ("author", "author__first_name", "author__last_name", "author__username")


def _name(row: dict[str, Any]) -> str:
    return f"{row['author__first_name']} {row['author__last_name']}".strip() or row["author__username"]


def years() -> Iterator[int]:
    """In which anybody wrote, the newest first; one query."""
    yield from (
        day.year for day in PastRendering.objects.filter(author__isnull=False).dates("at", "year", order="DESC")
    )
