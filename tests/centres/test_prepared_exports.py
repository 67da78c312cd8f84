"""A workbook of a large directory is the worker's: whoever asks is told to come back, and finds it ready."""

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from centres.data.exports import prepared
from centres.data.exports.tasks import forget_workbooks
from centres.models import Centre, DirectoryStamp
from core.work import signs
from core.work.models import Job
from core.work.runner import run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
ADDRESS = "/api/v1/centres.xlsx?country=IT&language=it"


@pytest.fixture(autouse=True)
def large(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory too large for a request, a folder of its own, and a worker that gives signs of life."""
    settings.EXPORTS_ROOT = tmp_path / "exports"
    monkeypatch.setattr(prepared, "IN_REQUEST", 2)
    signs.give("worker of the test")


def fetch(client: Client, **headers: str) -> tuple[HttpResponse, bytes]:
    """The answer and its content; the file behind it closes at its end."""
    response = client.get(ADDRESS, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return response, response.getvalue() if response.streaming else response.content


def names(content: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Centres"]
    header, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True))["name"] for line in lines]


def test_a_program_is_told_when_to_come_back_and_then_finds_the_file(client: Client) -> None:
    first, _content = fetch(client, accept="*/*")
    assert (first.status_code, first["Retry-After"]) == (503, "15")
    assert first.json()["title"] == "Not ready yet"
    fetch(client)
    job = Job.objects.get(task__endswith="make_workbook")
    assert job.priority < 0, "an import goes first"
    run_due()
    ready, content = fetch(client)
    assert ready.status_code == 200
    assert ready["Content-Disposition"].endswith('.xlsx"')
    expected = Centre.objects.public().filter(country="IT").values_list("name", flat=True)
    assert sorted(names(content)) == sorted(expected)
    assert fetch(client, if_none_match=ready["ETag"])[0].status_code == 304


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", "Le classeur est en préparation"),
        ("nl", "De werkmap wordt gemaakt"),
        ("it", "La cartella di lavoro è in preparazione"),
        ("pt", "O livro está a ser preparado"),
        ("hr", "Radna se knjiga izrađuje"),
        ("en", "The workbook is being made"),
    ],
)
def test_a_person_sees_a_page_that_comes_back_by_itself(client: Client, code: str, words: str) -> None:
    page = client.get(f"/api/v1/centres.xlsx?language={code}", headers={"accept": "text/html,*/*;q=0.8"})
    html = page.content.decode()
    assert (page.status_code, page["Refresh"], page["Retry-After"]) == (503, "15", "15")
    assert page["Cache-Control"] == "no-store"
    assert f'lang="{code}"' in html
    assert words in html


def test_an_old_file_is_made_anew_when_the_directory_has_changed(client: Client, settings: Any) -> None:
    fetch(client)
    run_due()
    file = next(Path(settings.EXPORTS_ROOT).iterdir())
    DirectoryStamp.renew()
    assert fetch(client)[0].status_code == 200
    long_ago = (timezone.now() - 2 * prepared.FRESH).timestamp()
    os.utime(file, (long_ago, long_ago))
    assert fetch(client)[0].status_code == 503


def test_without_a_worker_the_request_does_the_work(client: Client) -> None:
    signs.give("worker of the test", stopped=True)
    assert len(names(fetch(client)[1])) > 2


def test_a_small_list_never_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "IN_REQUEST", 1000)
    assert fetch(client)[0].status_code == 200


def test_files_of_yesterday_go(client: Client, settings: Any) -> None:
    fetch(client)
    run_due()
    file = next(Path(settings.EXPORTS_ROOT).iterdir())
    forget_workbooks.call()
    assert file.exists()
    old = (timezone.now() - prepared.KEPT - timedelta(minutes=1)).timestamp()
    os.utime(file, (old, old))
    forget_workbooks.call()
    assert not file.exists()
