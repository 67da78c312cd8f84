"""`manage.py import_centres`: the same import on a terminal, and the process that survives being killed."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from centres.gazetteer import store
from centres.importing.work import runner
from centres.models import Centre, Import, State
from centres.tasks import resume_imports
from core.work.models import Job
from tests.centres.imports import BASE, as_csv, received, some
from tests.template import copy_to, folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "partner.csv"
    path.write_bytes(as_csv(some(5)))
    return path


def run(*args: Any, **options: Any) -> tuple[int, str, str]:
    """Exit status, output, errors."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_centres", *args, stdout=out, stderr=err, no_color=True, **options)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_every_row_lands(seeded: None, table: Path) -> None:
    before = Centre.objects.count()
    assert run(table)[:2] == (0, "5 new\n")
    assert run(table)[:2] == (0, "5 the same\n")
    assert Centre.objects.count() == before + 5
    assert {batch.source.name for batch in Import.objects.all()} == {"partner"}


@pytest.mark.django_db
def test_a_sheet_is_chosen_and_the_columns_are_told(seeded: None, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("One", "Two"):
        sheet = book.create_sheet(title)
        sheet.append(["Naziv", "Grad", "Bilješka"])
        sheet.append([f"Ured {title}", "Rijeka", "x"])
    book.save(tmp_path / "centres.xlsx")
    status, out, err = run(tmp_path / "centres.xlsx", "--country", "HR", "--sheet", "two")
    assert (status, out) == (0, "1 new\n")
    assert "Sheet: Two; not read: One (--sheet)" in err
    assert "Naziv: name" in err
    assert "Bilješka: not read" in err
    status, _out, err = run(tmp_path / "centres.xlsx", "--country", "HR", "--sheet", "Three")
    assert (status, "Choose one of: One, Two" in err) == (2, True)


@pytest.mark.django_db
def test_a_dry_run_leaves_no_trace(seeded: None, table: Path, tmp_path: Path) -> None:
    before, report = Centre.objects.count(), tmp_path / "report.csv"
    status, out, _err = run(table, "--dry-run", "--report", report)
    assert (status, out) == (0, "5 new\n")
    assert report.read_text(encoding="utf-8-sig").count("new") == 5
    assert (Centre.objects.count(), Import.objects.count()) == (before, 0)


@pytest.mark.django_db
def test_problems_are_named_and_the_others_land(seeded: None, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(as_csv([BASE | {"status": "opne"}, *some(2)]))
    status, out, err = run(path)
    assert (status, out) == (1, "2 new, 1 cannot be read\n")
    assert "line 2, status: opne:" in err


@pytest.mark.django_db
@pytest.mark.parametrize("args", [("missing.csv",), ("{table}", "--country", "Croatia")])
def test_a_wrong_call_writes_nothing(seeded: None, table: Path, args: tuple[str, ...]) -> None:
    before = Centre.objects.count()
    status, _out, err = run(*(str(table) if arg == "{table}" else arg for arg in args))
    assert status == 2
    assert err
    assert (Centre.objects.count(), Import.objects.count()) == (before, 0)


@pytest.mark.django_db
def test_a_file_that_is_no_table_and_a_mapping_that_is_none(seeded: None, table: Path, tmp_path: Path) -> None:
    picture = tmp_path / "x.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(picture)[0] == 2
    mapping = tmp_path / "mapping.json"
    for text, status in [
        ("[", 2),
        ("[]", 2),
        ('{"city": "city"}', 2),
        ('{"name": "name", "country": "country", "city": "city"}', 0),
    ]:
        mapping.write_text(text)
        assert run(table, "--mapping", mapping)[0] == status


def test_a_killed_process_is_continued_without_a_trace(tmp_path: Path) -> None:
    """In real processes: one is killed while it writes, the command that cron runs takes the import up."""
    copy_to(tmp_path, folder())
    store.connection()
    (tmp_path / "gazetteer.sqlite3").symlink_to(store.path())
    table = tmp_path / "many.csv"
    table.write_bytes(as_csv(some(600, summary_hr="")))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))}
    environment |= {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings.dev", "LOG_LEVEL": "ERROR"}
    environment |= {"PYTHONWARNINGS": "ignore", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_centres", "--skip-checks"]
    process = subprocess.Popen(
        [*command, str(table)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    with process.stderr as progress:
        said = b""
        while b"Being written: 200" not in said:
            more = os.read(progress.fileno(), 200)
            assert more, said
            said += more
        process.send_signal(signal.SIGKILL)
    process.wait(20)
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as database:
        state, position = database.execute("SELECT state, position FROM centres_import").fetchone()
        (there,) = database.execute("SELECT COUNT(*) FROM centres_centre").fetchone()
        assert state == "running"
        assert 200 <= position < 600
        database.execute("UPDATE centres_import SET heartbeat = '2020-01-01'")
        database.commit()
        again = "from centres.importing.work.runner import go_on; from centres.tasks import resume_imports"
        again += "; resume_imports.call(); go_on.call(1)"
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py"), "shell", "-v", "0", "-c", again]
        subprocess.run(manage, env=environment, check=True, capture_output=True)
        assert database.execute("SELECT state, position FROM centres_import").fetchone() == ("done", 600)
        (after,) = database.execute("SELECT COUNT(*) FROM centres_centre").fetchone()
        (names,) = database.execute(
            "SELECT COUNT(DISTINCT name) FROM centres_centre WHERE name LIKE 'Ured %'"
        ).fetchone()
    assert (after - there, names) == (600 - position, 600)


@pytest.mark.django_db
def test_what_is_being_worked_on_is_left_alone(seeded: None) -> None:
    batch = received(as_csv([BASE]))
    resume_imports.call()
    assert not Job.objects.exists()
    assert runner.begin(batch, State.CHECKING)
    resume_imports.call()
    assert Job.objects.get().arguments["args"] == [batch.pk]
