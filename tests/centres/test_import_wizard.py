"""The import in the admin, walked as an editor does: see what will happen, mend it, import, import again, undo."""

import csv
import io
from collections.abc import Callable
from itertools import islice
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from centres.importing.tables.table import FileRefused
from centres.importing.work import passes, runner
from centres.models import Centre, DirectoryStamp, Import, ImportSource, State
from tests.centres.imports import BASE, as_csv, do, go_on, imported, received, some

pytestmark = pytest.mark.django_db
PAGES = ["centre_imports", "centre_import_new"]
OF_ONE = [
    "centre_import",
    "centre_import_columns",
    "centre_import_report",
    "centre_import_status",
    "centre_import_points",
]
BUTTONS = ["check", "run", "stop", "resume", "mend", "decide", "words", "discard", "undo"]


@pytest.fixture(autouse=True)
def at_once(seeded: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The work on an import is done within the request; gives the imports it was started for."""
    started: list[int] = []

    def enqueue(pk: int) -> None:
        started.append(pk)
        go_on(Import.objects.get(pk=pk))

    monkeypatch.setattr(runner, "go_on", SimpleNamespace(enqueue=enqueue))
    return started


@pytest.fixture
def editor() -> Client:
    return signed_in("editor")


@pytest.fixture
def moderator() -> Client:
    return signed_in("moderator")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def upload(client: Client, content: bytes, filename: str = "centres.csv", **data: str) -> HttpResponse:
    file = SimpleUploadedFile(filename, content)
    fields = {
        "file": file,
        "source_name": "Partner",
        "country": "HR",
        "language": "hr",
        "new_centres": "publish",
    } | data
    return client.post(reverse("centre_import_new"), fields)


def press(client: Client, batch: Import, button: str, **data: str) -> HttpResponse:
    return client.post(reverse(f"centre_import_{button}", args=[batch.pk]), data)


def choose_columns(client: Client, batch: Import) -> HttpResponse:
    """What the browser sends for the columns as they are proposed."""
    form = client.get(reverse("centre_import_columns", args=[batch.pk])).context["form"]
    return client.post(
        reverse("centre_import_columns", args=[batch.pk]), {bound.html_name: bound.initial or "" for bound in form}
    )


def page(client: Client, batch: Import, query: str = "") -> str:
    return client.get(reverse("centre_import", args=[batch.pk]) + query).content.decode()


def bad_table() -> bytes:
    """60 centres as a partner's Excel writes them: cp1252, semicolons, decimal commas; two points swapped, three cells wrong."""
    rows = some(60)
    header = {"Naziv": "name", "Mjesto": "city", "Adresa": "street", "Poštanski broj": "postcode"}
    header |= {
        "Geografska širina": "lat",
        "Geografska dužina": "lng",
        "Telefon": "phone",
        "Web": "website",
        "Status": "status",
    }
    table = [{ours: row[name] for ours, name in header.items()} for row in rows]
    for row in table:
        for column in ("Geografska širina", "Geografska dužina"):
            row[column] = row[column].replace(".", ",")
    for line in (10, 20):
        row = table[line]
        row["Geografska širina"], row["Geografska dužina"] = row["Geografska dužina"], row["Geografska širina"]
    table[30]["Status"] = "opne"
    table[40]["Telefon"] = "zvati ujutro"
    table[50]["Geografska širina"] = "45,3x"
    return as_csv(table, separator=";", encoding="cp1250")


def test_the_columns_page_says_how_the_file_was_read(editor: Client) -> None:
    batch = received(as_csv(some(2), separator=";", encoding="cp1250"))
    html = editor.get(reverse("centre_import_columns", args=[batch.pk])).content.decode()
    assert "Read as CSV · Encoding: cp1250 · Separator: semicolon<" in html


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for title, city in (("Rijeka", "Rijeka"), ("Split", "Split")):
        sheet = book.create_sheet(title)
        sheet.append(["Naziv", "Grad", "Ulica", "Telefon", "E-pošta"])
        sheet.append([f"Ured {title}", city, "Ulica 1", "051 000 001", "ured@example.org"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_another_sheet_of_a_workbook_is_read(editor: Client) -> None:
    upload(editor, workbook(), "centres.xlsx")
    batch = Import.objects.get()
    address = reverse("centre_import_columns", args=[batch.pk])
    html = editor.get(address).content.decode()
    assert "Sheet: Rijeka · Not read: Split" in html
    editor.post(address, {"choose_sheet": "1", "sheet": "Split"})
    editor.post(address, {"choose_sheet": "1", "sheet": "No such sheet"})
    batch.refresh_from_db()
    assert batch.format["sheet"] == "Split"
    choose_columns(editor, batch)
    assert batch.rows.get().name == "Ured Split"


def test_columns_that_are_guessed_are_marked(editor: Client) -> None:
    batch = received(
        "Što,Grad,Tel\nKuća karijera Sunce,Rijeka,051 000 001\nDom zanimanja More,Split,021 000 001\n".encode()
    )
    html = editor.get(reverse("centre_import_columns", args=[batch.pk])).content.decode()
    assert html.count("Guessed by what stands in it") == 1


def test_journey_19(editor: Client, moderator: Client) -> None:
    before = Centre.objects.count()
    content = bad_table()
    answer = upload(editor, content, "popis.csv")
    batch = Import.objects.get()
    assert answer.url == reverse("centre_import_columns", args=[batch.pk])
    choose_columns(editor, batch)
    batch.refresh_from_db()
    assert batch.state == State.CHECKED
    assert Centre.objects.count() == before
    assert batch.counters["error"] == 1
    html = page(editor, batch)
    for line in (32, 42, 52):
        assert f'name="cell-{line}-' in html
    swapped = {row.line: row.changes for row in batch.rows.filter(line__in=(12, 22))}
    assert all(float(changes["lat"][1]) > 40 and float(changes["lng"][1]) < 20 for changes in swapped.values())
    assert batch.rows.get(line=12).problems[0]["severity"] == "warning"
    header = batch.format["header"]
    mended = {(32, "Status"): "open", (42, "Telefon"): "+385 51 111 222", (52, "Geografska širina"): "45,3271"}
    cells = {f"cell-{line}-{header.index(name)}": value for (line, name), value in mended.items()}
    press(editor, batch, "mend", check="1", **cells)
    batch.refresh_from_db()
    assert batch.counters == {"create": 60}
    press(editor, batch, "run")
    batch.refresh_from_db()
    assert (batch.state, Centre.objects.count()) == (State.DONE, before + 60)
    again = do(received(content, "popis.csv", country="HR", language="hr"), State.CHECKING)
    assert again.counters == {"same": 59, "error": 1}
    press(moderator, batch, "undo")
    batch.refresh_from_db()
    assert (batch.state, Centre.objects.count()) == (State.UNDONE, before)


def test_the_columns_are_remembered_per_source(editor: Client) -> None:
    upload(editor, as_csv([{"Kuća": BASE["name"], "Mjesto": "Rijeka"}]))
    first = Import.objects.get()
    editor.post(reverse("centre_import_columns", args=[first.pk]), {"column-0": "name", "column-1": "district"})
    upload(
        editor,
        as_csv([{"Mjesto": "Split", "Kuća": "Druga"}]),
        source=str(ImportSource.objects.get().pk),
        source_name="",
    )
    second = Import.objects.exclude(pk=first.pk).get()
    assert second.mapping == {"0": "district", "1": "name"}
    assert (
        "were chosen for the last table of Partner"
        in editor.get(reverse("centre_import_columns", args=[second.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("content", "filename"),
    [(b"", "empty.csv"), (b"%PDF-1.7", "list.pdf"), (b"PK\x03\x04broken", "list.xlsx"), (b'{"type": 1}', "x.geojson")],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(editor: Client, content: bytes, filename: str) -> None:
    answer = upload(editor, content, filename)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Import.objects.exists()


def test_a_wrong_choice_of_columns_is_explained(editor: Client) -> None:
    upload(editor, as_csv([BASE]))
    batch = Import.objects.get()
    answer = editor.post(reverse("centre_import_columns", args=[batch.pk]), {"column-2": "city"})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    batch.refresh_from_db()
    assert batch.state == State.UPLOADED


def test_a_pair_is_shown_side_by_side_and_decided(editor: Client) -> None:
    imported(as_csv([BASE]), source="Another")
    batch = do(received(as_csv([BASE | {"name": "Sunce – kuća karijera", "phone": "+385 51 000 111"}])), State.CHECKING)
    html = page(editor, batch)
    assert "The same centre" in html
    assert BASE["phone"] in html
    press(editor, batch, "decide", line="2", decision="same")
    batch.refresh_from_db()
    assert batch.option("pending")
    press(editor, batch, "run")
    batch.refresh_from_db()
    assert batch.state == State.CHECKED
    press(editor, batch, "check")
    batch.refresh_from_db()
    assert batch.counters == {"change": 1}
    for line, decision in [("2", "same"), ("99", "other"), ("x", "other"), ("2", "perhaps")]:
        press(editor, batch, "decide", line=line, decision=decision)
    batch.refresh_from_db()
    assert not batch.option("pending")


def test_suggestions_are_taken_one_by_one_or_all_at_once(editor: Client) -> None:
    rows = some(2, status="opne")
    batch = do(received(as_csv(rows)), State.CHECKING)
    number = batch.format["header"].index("status")
    hints = {f"hint-{line}-{number}": "open" for line in (2, 3)}
    press(editor, batch, "mend", take=f"2:{number}", **hints)
    batch.refresh_from_db()
    assert batch.corrections == {f"2:{number}": "open"}
    press(editor, batch, "mend", take="all", **hints)
    press(editor, batch, "mend", **{f"cell-3-{number}": " ", "cell-x-y": "1"})
    batch.refresh_from_db()
    assert batch.corrections == {f"2:{number}": "open", f"3:{number}": ""}


def test_every_button_twice_and_in_every_state(editor: Client, moderator: Client, at_once: list[int]) -> None:
    batch = received(as_csv(some(1)))
    for _time in range(2):
        for button in ("run", "resume", "stop"):
            assert press(moderator, batch, button).status_code == 302
    assert at_once == []
    for button in ("check", "check", "run", "run", "resume", "stop", "undo", "undo", "run", "discard"):
        assert press(moderator, batch, button).status_code == 302
    assert not Import.objects.exists()
    assert moderator.post(reverse("centre_import_check", args=[batch.pk]), follow=True).status_code == 404
    done = imported(as_csv(some(2)))
    assert press(editor, done, "discard").status_code == 302
    assert Import.objects.filter(pk=done.pk).exists()


def test_a_page_while_it_works_and_after_its_process_died(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    monkeypatch.setattr(runner, "go_on", SimpleNamespace(enqueue=started.append))
    batch = received(as_csv(some(3)))
    press(editor, batch, "check")
    assert "You may close this page" in page(editor, batch)
    status = editor.get(reverse("centre_import_status", args=[batch.pk])).json()
    assert status == {"state": "checking", "position": 0, "alive": True, "working": True}
    assert choose_columns(editor, batch).status_code == 302
    Import.objects.filter(pk=batch.pk).update(heartbeat=None)
    assert "Continue" in page(editor, batch)
    press(editor, batch, "resume")
    press(editor, batch, "stop")
    assert "Continue" in page(editor, batch)
    press(editor, batch, "resume")
    assert started == [batch.pk] * 3


def test_the_report_is_a_spreadsheet_that_runs_no_formula(editor: Client) -> None:
    rows = [BASE | {"name": "=HYPERLINK(1)", "status": "opne"}, *some(1)]
    batch = do(received(as_csv(rows)), State.CHECKING)
    answer = editor.get(reverse("centre_import_report", args=[batch.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0][:4] == ["Line", "Name", "Outcome", "Column"]
    assert lines[1][0] == "2"
    assert "status" in lines[1]
    assert not any(cell.startswith("=") for line in lines for cell in line)
    assert lines[2][:3] == ["3", rows[1]["name"], "new"]


def test_a_table_that_breaks_on_the_way_says_so_and_can_be_undone(
    moderator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passes, "BATCH", 2)
    batch = do(received(as_csv(some(5))), State.CHECKING)
    opened, times = passes.open_table, []

    def breaks(*args: Any, **kwargs: Any) -> Any:
        table = opened(*args, **kwargs)
        times.append(1)
        if len(times) == 1:
            return table  # looked over whole before the first row is written
        rows = table.rows

        def some_rows() -> Any:
            yield from islice(rows, 3)
            raise FileRefused(
                "The row that begins in line %(line)s does not end. Look for a quotation mark that is not closed.",
                line=5,
            )

        table.rows = some_rows()
        return table

    monkeypatch.setattr(passes, "open_table", breaks)
    DirectoryStamp.renew()  # so that the rows are read again
    do(batch, State.RUNNING)
    html = page(moderator, batch)
    assert (batch.state, batch.rows.filter(written=True).count()) == (State.FAILED, 2)
    assert "The row that begins in line 5 does not end" in html
    press(moderator, batch, "undo")
    assert not Centre.objects.filter(name__startswith="Ured").exists()


def test_points_for_the_map(editor: Client) -> None:
    batch = do(
        received(as_csv([BASE, BASE | {"name": "Other", "city": "Split", "lat": "", "lng": ""}])), State.CHECKING
    )
    answer = editor.get(reverse("centre_import_points", args=[batch.pk])).json()
    assert answer == {"points": [[45.3271, 14.4422, "create", 2, BASE["name"]]], "complete": True}


@pytest.mark.parametrize(
    ("role", "imports", "undoes"),
    [
        ("editor", True, False),
        ("moderator", True, True),
        ("partner", False, False),
        ("translator-fr", False, False),
        ("administrator", True, True),
    ],
)
def test_who_may_import_and_undo(role: str, imports: bool, undoes: bool) -> None:
    batch = imported(as_csv([BASE]))
    client = signed_in(role)
    for name in PAGES:
        assert (client.get(reverse(name)).status_code == 200) is imports
    for name in OF_ONE:
        assert (client.get(reverse(name, args=[batch.pk])).status_code == 200) is imports
    assert ("Undo this import" in page(client, batch)) is undoes
    for button in BUTTONS:
        answer = press(client, batch, button)
        if not imports:
            assert answer.url == reverse("wagtailadmin_home")
    batch.refresh_from_db()
    assert (batch.state == State.UNDONE) is undoes


def test_the_pages_cost_the_same_for_every_length(editor: Client, count_queries: Callable[..., int]) -> None:
    few = do(received(as_csv(some(2))), State.CHECKING)
    many = do(received(as_csv(some(20))), State.CHECKING)
    costs = [count_queries(lambda batch=batch: page(editor, batch, "?show=create")) for batch in (few, many)]
    assert costs[0] == costs[1]
    for number in range(3):
        received(as_csv(some(1)), f"{number}.csv")
    assert abs(count_queries(lambda: editor.get(reverse("centre_imports"))) - costs[0]) < 20
