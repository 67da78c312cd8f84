"""What an editor answers in the import: the meaning of words, cells that stay empty, many pairs at once."""

import csv
import io
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from centres.importing.work import answers, report, runner
from centres.models import Centre, Import, ImportSource, State
from tests.centres.imports import as_csv, do, go_on, imported, received, some

pytestmark = pytest.mark.django_db
FREE = "Accès à Internet / aide aux démarches"


@pytest.fixture(autouse=True)
def at_once(seeded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work on an import is done within the request."""
    monkeypatch.setattr(runner, "go_on", SimpleNamespace(enqueue=lambda pk: go_on(Import.objects.get(pk=pk))))


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username="editor"))
    return client


def press(client: Client, batch: Import, button: str, **data: str) -> None:
    assert client.post(reverse(f"centre_import_{button}", args=[batch.pk]), data).status_code == 302
    batch.refresh_from_db()


def page(client: Client, batch: Import, query: str = "") -> str:
    return client.get(reverse("centre_import", args=[batch.pk]) + query).content.decode()


def checked(rows: list[dict[str, str]], **options: str) -> Import:
    return do(received(as_csv(rows), **options), State.CHECKING)


def words(**columns: str) -> list[dict[str, str]]:
    return [row | columns for row in some(3)]


def test_words_are_asked_once_and_their_rows_land_without_them(editor: Client) -> None:
    rows = words(services=f"{FREE}; information", audiences="Les curieux")
    batch = checked(rows)
    assert batch.counters == {"create": 3}
    assert [(name, word, count) for name, word, count, _near in batch.asked] == [
        ("services", FREE, 3),
        ("audiences", "Les curieux", 3),
    ]
    html = page(editor, batch)
    assert html.count('name="word-') == 2
    assert "2 words of this table are not known yet" in html
    assert '<li aria-current="step">' in html
    press(editor, batch, "run")
    assert Centre.objects.get(name=rows[0]["name"]).services == ["information"]


def test_a_word_means_a_code_stays_a_text_or_is_left_out_for_all_tables_of_the_source(editor: Client) -> None:
    rows = words(services=f"{FREE}; Kaffee; Tee")
    batch = checked(rows, language="fr")
    press(editor, batch, "words", **{"word-0": "work-search", "word-1": "=text", "word-2": "=none"})
    assert (batch.state, batch.option("pending")) == (State.CHECKED, "")
    press(editor, batch, "run")
    centre = Centre.objects.get(name=rows[0]["name"])
    assert centre.services == ["work-search"]
    assert "Kaffee" in centre.texts.get(language="fr").summary
    again = imported(as_csv(rows), language="fr")
    assert again.counters == {"same": 3}
    assert not list(report.findings(again, again.rows.all()))
    new = imported(as_csv(words(services="Kaffee")), source="Somebody else")
    assert new.asked == [["services", "Kaffee", 3, ""]]


def test_words_kept_as_text_stand_once_below_what_is_there(editor: Client) -> None:
    rows = words(services="Kaffee", summary_hr="Sažetak.", description_hr="Opis.")
    ImportSource.objects.create(name="Partner", words={"services": {"kaffee": "=text", "tee": "=text"}})
    for service in ("Kaffee", "Tee"):
        imported(as_csv([row | {"services": service} for row in rows]))
    text = Centre.objects.get(name=rows[0]["name"]).texts.get(language="hr")
    lines = text.description.splitlines()
    assert (text.summary, lines[0], len(lines)) == ("Sažetak.", "Opis.", 2)
    assert lines[1].endswith("Tee")


def test_all_open_words_get_one_answer(editor: Client) -> None:
    batch = checked(words(services="Kaffee; Tee"))
    press(editor, batch, "words", **{"word-0": "information", "word-1": "", "rest": "=none"})
    assert set(batch.source.__class__.objects.get().words["services"].values()) == {"=none"}
    press(editor, batch, "words", **{"word-0": "no such code", "word-1": ""})
    assert "no such code" not in str(ImportSource.objects.get().words)


def test_a_near_word_is_proposed_and_a_list_is_asked_word_by_word(editor: Client) -> None:
    batch = checked(words(services="informatoin, counselling, Kaffee"))
    assert batch.asked == [["services", "informatoin", 3, "information"], ["services", "Kaffee", 3, ""]]
    assert '<option value="information" selected>' in page(editor, batch, "?show=words")


def test_unknown_words_do_not_empty_what_is_known() -> None:
    imported(as_csv(words(services="information")))
    batch = imported(as_csv(words(services="Kaffee")), empties=True)
    assert batch.counters == {"same": 3}


def test_the_command_names_the_words(capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
    path = tmp_path / "words.csv"  # type: ignore[operator]
    path.write_bytes(as_csv(words(services="Kaffee")))
    call_command("import_centres", path)
    assert "services: Kaffee: “Kaffee” is left out" in capsys.readouterr().err


def test_a_cell_is_emptied_by_an_empty_box_or_its_button(editor: Client) -> None:
    batch = checked(words(city="Zagreb; Split"))
    number = batch.format["header"].index("city")
    assert batch.counters == {"error": 3}
    html = page(editor, batch)
    assert f'name="was-2-{number}" value="Zagreb; Split"' in html
    unchanged = {f"{kind}-{line}-{number}": "Zagreb; Split" for kind in ("cell", "was") for line in (2, 3, 4)}
    press(editor, batch, "mend", check="1", **unchanged)
    assert (batch.corrections, batch.counters) == ({}, {"error": 3})
    press(editor, batch, "mend", check="1", **unchanged | {f"cell-2-{number}": ""})
    assert batch.counters == {"error": 2, "create": 1}
    press(editor, batch, "mend", **unchanged | {"empty": f"3:{number}"})
    assert batch.corrections == {f"2:{number}": "", f"3:{number}": ""}
    assert "Left empty; counts with the next check." in page(editor, batch, "?show=problems")


def test_all_cells_wrong_in_one_way_are_emptied_at_once(editor: Client) -> None:
    rows = [*words(city="Zagreb; Split", email=""), some(4)[3] | {"email": "@"}, some(5)[4] | {"name": "", "email": ""}]
    batch = checked(rows)
    number = batch.format["header"].index("city")
    assert "Leave 3 cells of city empty" in page(editor, batch)
    press(editor, batch, "mend", empty_kind=f"2:{number}")
    press(editor, batch, "check")
    assert batch.counters == {"create": 4, "error": 1}
    press(editor, batch, "mend", empty_kind="6:0")
    assert not any(cell.startswith("6:") for cell in batch.corrections)


def test_one_right_value_is_written_for_all_equal_wrong_ones(editor: Client) -> None:
    rows = [*words(email="info(at)example"), some(4)[3] | {"email": "Info(at)example "}, some(5)[4] | {"email": "@"}]
    batch = checked(rows)
    number = batch.format["header"].index("email")
    assert batch.counters == {"create": 5}
    html = page(editor, batch, "?show=problems")
    assert "Write it in 4 cells of email" in html
    assert f'name="all-2-{number}"' in html
    forms = re.findall(r"<form.*?</form>", html[html.index('id="import-rows-title"') :], re.DOTALL)
    first = [re.search(r"<button[^>]*>", form).group() for form in forms]
    with_box = [button for button, form in zip(first, forms, strict=True) if 'type="text"' in form]
    assert [('name="all"' in button, " hidden>" in button) for button in with_box] == [(True, False), (False, True)], (
        "Enter"
    )
    press(editor, batch, "mend", **{"all": f"2:{number}", f"all-2-{number}": " "})
    assert batch.corrections == {}
    assert "Write the right value first." in page(editor, batch, "?show=problems")
    press(editor, batch, "mend", **{"all": f"2:{number}", f"all-2-{number}": "info@example.org"})
    assert batch.corrections == {f"{line}:{number}": "info@example.org" for line in (2, 3, 4, 5)}
    press(editor, batch, "check")
    assert [row.changes["email"][1] for row in batch.rows.order_by("line") if "email" in row.changes] == [
        "info@example.org"
    ] * 4


def test_nothing_is_written_into_cells_that_are_right(editor: Client) -> None:
    batch = checked([*words(email="@"), some(4)[3]])
    name, email = (batch.format["header"].index(column) for column in ("name", "email"))
    for cell in (f"5:{email}", f"2:{name}", "99:0", "x"):
        press(editor, batch, "mend", **{"all": cell, f"all-{cell.replace(':', '-')}": "Another"})
    assert batch.corrections == {}


def test_half_a_point_is_emptied_whole() -> None:
    batch = checked(words())
    lat, lng = (batch.format["header"].index(name) for name in ("lat", "lng"))
    answers.correct(batch, {f"2:{lat}": " "})
    assert batch.corrections == {f"2:{lat}": "", f"2:{lng}": ""}
    assert do(batch, State.CHECKING).counters == {"create": 3}


def test_all_others_answers_every_pair_that_waits(editor: Client) -> None:
    imported(as_csv(some(4)), source="First")
    batch = checked(some(4, phone="+385 1 222 333"))
    known = batch.rows.get(line=2).centre_id
    assert "All 4 rows without an answer are other centres" in page(editor, batch, "?show=duplicate")
    press(editor, batch, "decide", line="2", decision="same")
    press(editor, batch, "decide", line="all", decision="other")
    assert batch.decisions == {"2": f"same:{known}", "3": "other", "4": "other", "5": "other"}
    press(editor, batch, "decide", line="all", decision="same")
    press(editor, batch, "check")
    assert batch.counters == {"change": 1, "create": 3}


def test_a_row_that_moves_says_why_it_waits_on_the_page_and_in_the_report(editor: Client) -> None:
    imported(as_csv(some(1)))
    batch = checked(some(1, lat="45.4"))
    assert "It may be another centre." in page(editor, batch)
    answer = editor.get(reverse("centre_import_report", args=[batch.pk]))
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert all("It may be another centre." in line[5] for line in lines[1:])


def test_values_are_told_by_their_labels(editor: Client) -> None:
    batch = checked(some(1, status="open", services="work-search", free="yes"))
    html = page(editor, batch, "?show=create")
    assert "Help with the job search" in html
    assert "work-search" not in html


def test_the_words_cost_the_same_for_every_number(editor: Client, count_queries: Callable[..., int]) -> None:
    few = checked(words(services="Kaffee"))
    many = checked([row | {"services": f"Kaffee {number}"} for number, row in enumerate(some(20))])
    costs = [count_queries(lambda batch=batch: page(editor, batch, "?show=words")) for batch in (few, many)]
    assert costs[0] == costs[1]
