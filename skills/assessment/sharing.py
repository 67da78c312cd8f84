"""Answers that people share for the partnership's statistics.

They are told in tens: what the first nine people shared of a competence waits until the tenth comes, and so on. Nothing is kept
but numbers by kind of descriptor and step, so that nobody is found in them, not even by who looks every day.
"""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from core.figures.registry import Count, month_of
from skills.assessment.results import Result
from skills.models import SharedAnswers

TOGETHER = 10
"""People."""


@transaction.atomic
def share(result: Result) -> None:
    """Adds the answers of one person; at most six queries, whatever their number."""
    waiting = _rows(SharedAnswers.WAITING, result.codes)
    for code, row in waiting.items():
        own = (one for one in result.answers.values() if one.competence == code)
        row.people += 1
        row.numbers = _sum(row.numbers, Counter(f"{one.kind}/{one.step}" for one in own))
    enough = [code for code, row in waiting.items() if row.people >= TOGETHER]
    if enough:
        told = _rows(month_of(timezone.localdate()), enough)
        for code, row in told.items():
            row.people += waiting[code].people
            row.numbers = _sum(row.numbers, waiting[code].numbers)
            waiting[code].people, waiting[code].numbers = 0, {}
        SharedAnswers.objects.bulk_update(told.values(), ["people", "numbers"])
    SharedAnswers.objects.bulk_update(waiting.values(), ["people", "numbers"])


def told() -> Iterator[Count]:
    """What is told: statements by competence and kind (``"C-skill"``), and by step. One query."""
    for row in SharedAnswers.objects.exclude(month=SharedAnswers.WAITING):
        for name, number in row.numbers.items():
            kind, _slash, step = name.partition("/")
            yield Count(row.month, f"{row.code}-{kind}", step, number)


def _rows(month: object, codes: list[str]) -> dict[str, SharedAnswers]:
    """The rows of these competences, made where there are none, and kept from others until the end of the transaction."""
    rows = [SharedAnswers(month=month, code=code) for code in codes]
    SharedAnswers.objects.bulk_create(rows, ignore_conflicts=True)
    found = SharedAnswers.objects.select_for_update().filter(month=month, code__in=codes).order_by("code")
    return {row.code: row for row in found}


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))
