"""Nobody is found in the numbers, whatever time is asked for and whatever is subtracted from what."""

from datetime import date
from itertools import product
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.figures import counting, registry
from core.figures.models import Counting, Fact
from core.figures.periods import Period
from core.figures.registry import ONE, Count, Dimension, Figure
from core.figures.releasing import FEW, Number, Told, released, together
from core.figures.telling import tell

pytestmark = pytest.mark.django_db
YEARS, COUNTRIES = (2024, 2025, 2026), ("BE", "FR", "HR")
CELLS = list(product(YEARS, COUNTRIES))
PERIODS = [
    Period(),
    *(Period.of_year(year) for year in YEARS),
    Period(date(2024, 1, 1), date(2025, 12, 1)),
    Period(date(2024, 3, 1), date(2026, 2, 1)),
    Period(None, date(2025, 6, 1)),
    Period(date(2025, 5, 1), None),
]
PEOPLE = Figure(
    "people", 1, "People", Dimension("Country", registry.country_names), registry.one("Signed up"), list, people=True
)
PAGES = Figure("pages", 2, "Pages", Dimension("Country", registry.country_names), registry.one("Pages"), list)
numbers = st.lists(st.integers(0, 12), min_size=len(CELLS), max_size=len(CELLS))


@pytest.fixture(autouse=True)
def two_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_figures", {"people": PEOPLE, "pages": PAGES})
    Fact.objects.all().delete()
    Counting.objects.all().delete()  # what is counted is kept for a while, until it is counted anew


def keep(figure: str, values: list[int], months: tuple[int, ...] = (2, 7)) -> None:
    """Each year's number stands in two months, so that parts of a year would tell it apart."""
    Fact.objects.filter(figure=figure).delete()
    for (year, country), value in zip(CELLS, values, strict=True):
        parts = [value // 2, value - value // 2]
        Fact.objects.bulk_create(
            Fact(figure=figure, month=date(year, month, 1), year=year, row=country, column=ONE, number=part)
            for month, part in zip(months, parts, strict=True)
            if part
        )


def everything_told() -> list[object]:
    return [tell(period, shown).tables for period in PERIODS for shown in (None, 2)]


@settings(max_examples=25, deadline=None)
@given(values=numbers, others=numbers)
def test_hidden_numbers_change_nothing_that_is_told(values: list[int], others: list[int]) -> None:
    """Two worlds that differ only in numbers of one to four tell exactly the same, in all times together."""
    swapped = [1 + other % (FEW - 1) if 0 < value < FEW else value for value, other in zip(values, others, strict=True)]
    keep("people", values)
    first = everything_told()
    keep("people", swapped, months=(1, 12))
    assert everything_told() == first


def test_numbers_of_people_and_of_things() -> None:
    keep("people", [3, 7, 0, 12, 2, 0, 1, 1, 0])
    keep("pages", [3, 7, 0, 12, 2, 0, 1, 1, 0])
    people, pages = tell(Period()).tables
    assert [[str(one) for one in line.numbers] for line in people.lines] == [["at least 14"], ["at least 9"]]
    assert str(people.total.numbers[0]) == "at least 23"
    assert [[str(one) for one in line.numbers] for line in pages.lines] == [["16"], ["10"]]
    people, pages = tell(Period.of_year(2024)).tables
    told = {line.code: [one.plain for one in line.numbers] for line in people.lines}
    assert told == {"BE": ["<5", ">=14"], "FR": ["7", ">=9"]}
    assert [one.plain for one in people.total.numbers] == [">=8", ">=23"]
    # Parts of years: nothing of people, everything of things, and a year within a longer time is that year.
    people, pages = tell(Period(date(2025, 3, 1), date(2025, 9, 1))).tables
    assert people.is_told is False
    assert [line.numbers[0].value for line in pages.lines] == [6, 1]
    people, _pages = tell(Period(date(2024, 12, 1), date(2025, 12, 1))).tables
    assert {line.code: line.numbers[0].plain for line in people.lines} == {"BE": "12", "FR": "<5"}


@given(values=st.lists(st.integers(0, 40), max_size=6))
def test_a_sum_of_told_numbers_is_never_more_than_there_are(values: list[int]) -> None:
    told = together(released(value) for value in values)
    assert told.told is not Told.EXACT or told.value == sum(values)
    assert told.told is not Told.LEAST or told.value <= sum(values)
    assert told.told is not Told.FEWER or 0 < sum(values) < FEW


def test_a_list_of_most_people_is_refused_and_thousands_are_set_apart() -> None:
    with pytest.raises(ValueError, match="most"):
        registry.register(Figure("most", 1, "", PEOPLE.rows, PEOPLE.columns, list, people=True, top=5))
    assert str(Number(12345)) == "12,345"


def test_counting_keeps_what_a_source_has_forgotten_and_goes_on_when_one_fails() -> None:
    def broken() -> list[Count]:
        raise OSError

    facts = [Count(date(2026, month, 1), "BE", ONE, 5) for month in (1, 6)]
    young = Figure(
        "people", 1, "", PEOPLE.rows, PEOPLE.columns, lambda: facts, known_since=lambda today: date(2026, 3, 1)
    )
    Fact.objects.create(figure="people", month=date(2025, 1, 1), row="BE", column=ONE, number=9)
    Fact.objects.create(figure="people", month=date(2026, 6, 1), row="FR", column=ONE, number=9)
    Fact.objects.create(figure="of-old", month=date(2026, 6, 1), number=9)
    torn = Figure("pages", 2, "", PAGES.rows, PAGES.columns, broken)
    with (
        mock.patch.object(registry, "_figures", {"pages": torn, "people": young}),
        pytest.raises(counting.FiguresError),
    ):
        counting.count_all()
    rows = Fact.objects.order_by("month").values_list("figure", "month", "row", "number")
    assert list(rows) == [("people", date(2025, 1, 1), "BE", 9), ("people", date(2026, 6, 1), "BE", 5)]
    assert list(Counting.objects.filter(figure__in=("people", "pages")).values_list("figure", flat=True)).count(
        "people"
    )
