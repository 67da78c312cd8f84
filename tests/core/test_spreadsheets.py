"""No file that leaves the site holds a formula somebody else wrote."""

import ast
import csv
import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from core.spreadsheets import neutralised, restored
from search.models import SearchCount
from tests.template import ROOMS, files_of

FORMULAS = [
    '=hyperlink("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    " =1+1",
    "\u00a0=1+1",
    "'=1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_become_text_and_come_back(text: str) -> None:
    assert neutralised(text) == f"'{text}"
    assert restored(neutralised(text)) == text


@pytest.mark.parametrize("text", ["", "Čakovec", "'s-Hertogenbosch", "L'Aquila", "3-5", " indented"])
def test_other_texts_stay(text: str) -> None:
    assert neutralised(text) == text
    assert restored(text) == text


@pytest.mark.django_db
def test_what_visitors_searched_for_is_no_formula_in_the_report(seeded: None, client: Client) -> None:
    for text in FORMULAS[:4]:
        for visitor in range(3):  # kept only when it is asked again
            client.get("/en/search/", {"q": text}, REMOTE_ADDR=f"192.0.2.{visitor}")
    assert SearchCount.objects.exists()
    client.force_login(get_user_model().objects.get(username="administrator"))
    report = client.get(reverse("search_unanswered_report"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(report.getvalue().decode())))
    assert len(rows) > 2
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("search_unanswered_report"), {"export": "xlsx"}).getvalue())
    )
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.django_db
def test_reports_of_wagtail_itself_are_written_safely(seeded: None, client: Client) -> None:
    from wagtail.models import Page

    Page.objects.filter(depth=3).update(title="=1+1")
    client.force_login(get_user_model().objects.get(username="administrator"))
    text = client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"}).getvalue().decode()
    assert "'=1+1" in text
    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith("=")]


def test_spreadsheets_are_written_with_the_safe_cells_only() -> None:
    """Whoever makes a CSV or XLSX file has read core/spreadsheets.py."""
    for path in (path for room in ROOMS for path in files_of(room) if path.suffix == ".py"):
        source = path.read_text()
        called = {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}
        writes = called & {"csv.writer", "csv.DictWriter", "xlsxwriter.Workbook", "openpyxl.Workbook"}
        assert not writes or "core.spreadsheets" in source, path
