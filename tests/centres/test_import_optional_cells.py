"""A wrong cell that a centre can do without never keeps its row out: it is left out and named."""

import pytest

from centres.importing.work.telling import tell
from centres.models import Centre, State
from tests.centres.imports import as_csv, do, imported, received, some

pytestmark = pytest.mark.django_db
WRONG = [
    ("email", "@"),
    ("email", "nobody at all"),
    ("website", "no site"),
    ("website", "javascript:alert(1)"),
    ("phone", "12"),
    ("phone", "ask inside"),
    ("opening_hours", "whenever we feel like it"),
    ("opening_hours", "Mo-Fr 99:00-98:00"),
    ("lat", "north"),
    ("lng", "200"),
    ("postcode", "ABC"),
    ("needs", "xyzzy"),
    ("services", "xyzzy"),
    ("languages", "xyzzy"),
    ("free", "perhaps"),
    ("checked_on", "31/02/2024"),
    ("age_from", "very young"),
    ("age_to", "900"),
    ("summary_fr", "x" * 301),
    ("phone", "#REF!"),
]
GOOD = {
    "email": "info@example.org",
    "services": "information",
    "languages": "hr",
    "free": "yes",
    "checked_on": "2024-05-01",
    "age_from": "12",
    "age_to": "30",
    "summary_fr": "Un lieu.",
}
KEPT_OUT = [("name", ""), ("country", "Atlantis"), ("status", "xyzzy"), ("city", "Zagreb; Split")]


def among_others(column: str, text: str) -> bytes:
    """A table whose last row of eight has this in a column."""
    rows = some(8, **({column: GOOD[column]} if column in GOOD else {}))
    rows[-1][column] = text
    return as_csv(rows)


@pytest.mark.parametrize(("column", "text"), WRONG)
def test_the_row_lands_without_its_wrong_cell(column: str, text: str) -> None:
    batch = imported(among_others(column, text))
    assert batch.counters == {"create": 8}
    row = batch.rows.get(line=9)
    said = [*row.problems, *row.words]
    assert any(text[:20] in problem["value"] for problem in said)
    assert column not in row.changes
    assert all(tell(problem) for problem in said)


@pytest.mark.parametrize(("column", "text"), KEPT_OUT)
def test_what_tells_which_centre_it_is_keeps_its_row_out(column: str, text: str) -> None:
    assert do(received(among_others(column, text)), State.CHECKING).counters == {"create": 7, "error": 1}


def test_a_wrong_cell_leaves_what_is_known() -> None:
    rows = some(8)
    imported(as_csv(rows))
    rows[0] |= {"phone": "12", "opening_hours": "whenever"}
    assert imported(as_csv(rows), empties=True).counters == {"same": 8}
    assert Centre.objects.get(name=rows[0]["name"]).phone


def test_ages_the_wrong_way_round_are_left_out_together() -> None:
    batch = imported(as_csv(some(1, age_from="30", age_to="12")))
    assert batch.counters == {"create": 1}
    assert not {"age_from", "age_to"} & batch.rows.get().changes.keys()


def test_two_hundred_rows_land_whatever_their_cells_say() -> None:
    rows = some(200)
    columns = {column for column, _text in WRONG}
    for number, row in enumerate(rows):
        column, text = WRONG[number % len(WRONG)]
        row |= {name: GOOD[name] for name in columns - row.keys()} | {column: text}
    assert do(received(as_csv(rows)), State.CHECKING).counters == {"create": 200}
