"""Tables pasted from Word, LibreOffice, a spreadsheet or a web page keep their cells."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

import pytest

from tests.browser.conftest import Site
from tests.browser.test_editing import accounts, in_site, signed_in

__all__ = ["accounts"]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p class=MsoNormal>Before</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Day<o:p></o:p></b></p></td><td><p class=MsoNormal>Hours</p></td></tr>
<tr><td><p>Monday</p></td><td><p>9–12</p><p>14–17</p></td></tr>
<tr><td colspan=2><p>By <a href="https://example.org/">appointment</a></p></td></tr>
<tr><td>Friday</td><td></td></tr></table><p>After</p></body></html>"""
SHEET = """<meta charset=utf-8><table><caption>Opening hours</caption><tr><th>Day</th><th>From</th></tr>
<tr><td>Monday</td><td>9<br>sharp</td></tr><tr><td>Tuesday</td><td>10</td></tr></table>"""
PASTE = """(target, [html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  target.focus();
  target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def form(open_page: Callable, site: Site, accounts: dict[str, Any]) -> Any:
    """The form of a page with an empty text and an empty table."""
    key = in_site(
        site,
        """
from home.models import StandardPage
page = StandardPage.objects.filter(locale__language_code="fr", alias_of=None).first()
page.body = [("paragraph", "<p></p>"), ("table", {"columns": [], "rows": [], "caption": ""})]
page.save_revision()
page.pk""",
    )
    page = signed_in(open_page, site, "editor").page
    page.goto(site.path(f"/admin/pages/{key}/edit/"))
    page.locator(".Draftail-Editor [contenteditable=true]").first.wait_for()
    return page


def paste(target: Any, html: str, text: str = "") -> None:
    target.evaluate(PASTE, [html, text])


def test_rows_of_a_pasted_table_become_lines(form: Any) -> None:
    editor = form.locator(".Draftail-Editor [contenteditable=true]").first
    paste(editor, WORD, "Day\tHours")
    lines = [line for line in editor.inner_text().split("\n") if line.strip()]
    assert [" ".join(line.split()) for line in lines] == [
        "Before",
        "Day | Hours",
        "Monday | 9–12 14–17",
        "By appointment",
        "Friday |",
        "After",
    ]
    assert editor.get_by_text("Day", exact=True).evaluate("(one) => getComputedStyle(one).fontWeight") == "700"
    assert editor.locator(".TooltipEntity").inner_text() == "appointment"


def test_cells_pasted_without_formatting_stay_apart(form: Any) -> None:
    editor = form.locator(".Draftail-Editor [contenteditable=true]").first
    paste(editor, "", "Monday\t9–12")
    assert editor.inner_text().strip() == "Monday | 9–12"


def cells(form: Any) -> list[list[str]]:
    rows = form.locator(".typed-table-block table tr").all()
    texts = [[field.input_value() for field in row.locator("input[type=text]").all()] for row in rows]
    return [row for row in texts if row]


def test_a_table_block_takes_the_cells_of_a_spreadsheet(form: Any) -> None:
    block = form.locator(".typed-table-block")
    paste(block.locator("input[type=text]").first, SHEET, "Day\tFrom")
    assert cells(form) == [["Day", "From"], ["Monday", "9 sharp"], ["Tuesday", "10"]]
    assert block.locator("input[type=text]").first.input_value() == "Opening hours"
    last = block.locator("tbody tr").last.locator("input[type=text]").last
    paste(last, "", "11\tsharp\r\n12\tat noon\r\n")
    assert cells(form) == [
        ["Day", "From", ""],
        ["Monday", "9 sharp", ""],
        ["Tuesday", "11", "sharp"],
        ["", "12", "at noon"],
    ]
    with form.expect_response(lambda answer: "/edit/" in answer.url and answer.request.method == "POST") as saved:
        form.keyboard.press("Control+s")
    assert "at noon" in unquote_plus(saved.value.request.post_data)
