"""The file of places is missing or broken: what needs it says so, and the rest goes on."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from centres.care import changes
from centres.gazetteer import store
from centres.importing.tables.table import FileRefused
from centres.models import Centre, Import, State
from tests.centres.imports import as_csv, do, received, some

SAID = "file of towns and postcodes is missing"


@pytest.fixture(params=["missing", "broken"])
def no_places(request: pytest.FixtureRequest, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal whose file of places is gone, or no database any more; where the right one is."""
    right = store.path()
    path = tmp_path / "gazetteer.sqlite3"
    if request.param == "broken":
        path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
        monkeypatch.setattr(store.build, "is_current", lambda path: True)
    settings.GAZETTEER_PATH = path
    return right


@pytest.fixture
def known(db) -> Import:
    """A table taken in while all was well."""
    return received(as_csv(some(2)))


def test_a_table_is_refused_with_a_sentence(known: Import, no_places: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        received(as_csv(some(3)))
    assert SAID in str(refused.value)
    assert Import.objects.count() == 1


def test_the_wizard_says_so(admin_client: Client, no_places: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(as_csv(some(2)))
    with table.open("rb") as file:
        data = {"file": file, "source_name": "Partner", "new_centres": "publish"}
        response = admin_client.post(reverse("centre_import_new"), data)
    assert response.status_code == 200
    assert SAID in response.content.decode()


def test_a_check_ends_with_the_reason_and_can_be_repeated(
    known: Import, no_places: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(known, State.CHECKING)
    assert known.state == State.FAILED
    assert "build_gazetteer" in known.error["text"]
    monkeypatch.undo()
    settings.GAZETTEER_PATH = no_places
    assert do(known, State.CHECKING).counters == {"create": 2}


def test_the_terminal_says_so(db, no_places: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(as_csv(some(2)))
    with pytest.raises(CommandError, match=SAID) as stopped:
        call_command("import_centres", table)
    assert stopped.value.returncode == 2


def test_a_suggestion_of_another_town_is_kept_without_a_point(seeded: None, no_places: Path) -> None:
    centre = Centre.objects.public().exclude(latitude=None).first()
    assert centre is not None
    said = changes.with_consequences(centre, {"city": "Somewhere else"})
    assert (said["latitude"], said["longitude"]) == ("", "")


@pytest.mark.parametrize("address", ["/hsds/services?postcode=59000&proximity=5000", "/api/v1/places?q=Lille"])
def test_open_data_answers_that_places_cannot_be_looked_up(
    seeded: None, client: Client, no_places: Path, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert response.json()["detail"] == "Places cannot be looked up at the moment."
