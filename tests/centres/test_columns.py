"""Every kind of public column reads what it writes, and describes what it writes."""

from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from centres.columns.column import Column
from centres.columns.public import COLUMN, COLUMNS, written
from centres.models import Centre

FACTS = [column for column in COLUMNS if not column.language and column.name != "run_by"]
"""Without the one that is read from the database (``test_run_by``)."""
FULL = Centre(
    name="Kuća karijera", language="hr", other_names="CISOK", network="cite-des-metiers", country="HR",
    parent=Centre(name="Zagreb", live=True), region="Međimurje", city="Čakovec", district="Centar", site="Scheier",
    street="Trg 1", postcode="40000", address_level="address", moves_to="Trg 2",
    latitude=Decimal("46.384500"), longitude=Decimal("16.434100"), point_precision="door",
    needs=["orient", "work"], access=["walk-in"], services=["counselling"], audiences=["young"], everyone=True,
    age_from=15, age_to=30, spoken=["hr", "en"], interpreters=False, accessible=["lift"], free=True, anonymous=True,
    hours="Mo-Fr 08:00-16:00", hours_as_of="2024-05", website="https://cisok.example.org/", phone="+385 40 123 456",
    email="info@example.org", status="open", status_since="2016", as_of="2008/2017", checked_on=date(2026, 5, 4),
    checked_by="owner", sources="https://a.example.org/\nhttps://b.example.org/", unverified=["hours"],
)  # fmt: skip


def kinds(kind: type[Column]) -> set[type[Column]]:
    return {kind}.union(*map(kinds, kind.__subclasses__()))


def test_every_kind_is_used_and_no_name_is_taken_twice() -> None:
    unused = kinds(Column) - {type(column) for column in COLUMNS}
    assert [kind for kind in unused if not kind.__subclasses__()] == []
    assert len(COLUMN) == len(COLUMNS)


@pytest.mark.parametrize("column", FACTS, ids=lambda column: column.name)
def test_a_kind_reads_stores_and_describes_what_it_writes(column: Column) -> None:
    value = column.value(FULL)
    assert value not in (None, [])
    assert Draft202012Validator(column.schema()).is_valid(value)
    reading = column.read(str(written(value)))
    assert (reading.value, reading.reason) == (value, None)
    if column.name != "parent":  # an import looks the centre up that is named here
        assert column.store(value) == getattr(FULL, column.field)


@pytest.mark.parametrize("column", FACTS, ids=lambda column: column.name)
def test_what_is_not_known_is_stored_as_in_a_new_centre(column: Column) -> None:
    if column.name != "uid":
        assert column.store(column.nothing) == getattr(Centre(), column.field)


@pytest.mark.parametrize("column", [column for column in FACTS if column.evidence], ids=lambda column: column.name)
def test_a_kind_knows_its_own_values_by_their_looks(column: Column) -> None:
    assert column.looks_like(str(written(column.value(FULL))))
    assert not column.looks_like("Lorem ipsum dolor")
