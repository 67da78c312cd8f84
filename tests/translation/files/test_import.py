"""What a file would change is shown before it is written; what cannot be written is named with its place and left out."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import polib
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from core.seed import page_by_key
from home.models import StandardPage
from tests.core.test_following import write as new_page
from tests.translation.test_desk_following import (  # noqa: F401 - fixtures
    ALL,
    begun,
    edit,
    publish,
    say,
    standing,
    submit,
)
from translation.files import catalogue, formats, workbook, xliff
from translation.files.contents import MAX_BYTES, Bundle
from translation.files.formats import FORMATS
from translation.files.gathering import gather
from translation.files.planning import Kind, plan
from translation.models import Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
LINKED = "<p>Text with <a href='https://example.org/'>a link</a> &amp; more</p>"
FORMS = list(FORMATS)
Change = Callable[[bytes], bytes]


@pytest.fixture
def book() -> StandardPage:
    page = new_page(page_by_key("home", "en"), "Book")
    edit(page, body=[{"type": "paragraph", "value": LINKED}])
    return page


@pytest.fixture
def root(admin_client: Client) -> Any:
    return get_user_model().objects.get(username="root")


def bundle(page: StandardPage, *, only_open: bool = False) -> Bundle:
    now = Standing.objects.select_related("item").get(pk=standing(page).pk)
    return gather([now], "en", "hr", only_open=only_open)


def fits(original: str, start: str) -> bool:
    return original == start or (" " in start and original.startswith(start))


def filled(form: str, data: bytes, texts: dict[str, str]) -> bytes:
    """The file with translations by what their original begins with, as its program would write them."""
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for row in book.active.iter_rows(min_row=3):
            for start, text in texts.items():
                if fits(str(row[2].value), start):
                    row[3].value = text
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    if form == "po":
        file = polib.pofile(data.decode())
        for entry in file:
            for start, text in texts.items():
                if fits(entry.msgid, start):
                    entry.msgstr, entry.flags = text, []
        return str(file).encode()
    lines = data.decode().split("\n")
    for number, line in enumerate(lines):
        for start, text in texts.items():
            head, _end, _rest = line.partition("</source>")
            if fits(head.partition("<source>")[2], start):
                lines[number] = f"{head}</source><target>{text}</target></segment></unit>"
    return "\n".join(lines).encode()


LINK = {
    "xlsx": "Tekst s [1]vezom[/1] & više",
    "po": "Tekst s [1]vezom[/1] & više",
    "xliff": 'Tekst s <pc id="1" dataRefStart="d1" dataRefEnd="d2">vezom</pc> &amp; više',
}
HTML = 'Tekst s <a id="a1">vezom</a> &amp; više'


@pytest.fixture
def send(admin_client: Client) -> Callable[..., Any]:
    def upload(data: bytes, name: str = "file") -> Any:
        sent = {"file": SimpleUploadedFile(name, data)}
        return admin_client.post(reverse("translation_files_upload"), sent, follow=True)

    return upload


@pytest.fixture
def confirm(admin_client: Client) -> Callable[[Any], Any]:
    def sent(answer: Any) -> Any:
        said = {"sent": answer.context["sent"], "digest": answer.context["plan"].digest}
        return admin_client.post(reverse("translation_files_upload"), said, follow=True)

    return sent


def said(answer: Any) -> str:
    """The last message: the first ones may be those of steps before."""
    return str(list(answer.context["messages"])[-1])


def kinds(answer: Any) -> list[str]:
    return [str(change.kind) for change, _advice in answer.context["changes"]]


@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_file_changes_nothing(
    form: str,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    root: Any,
) -> None:
    say(begun, title="Knjiga &amp; <b>više</b>", summary="Knjiga je to.\r\nI još.", body=HTML)
    made = plan(formats.read(FORMATS[form].write(bundle(book))), root)
    assert (made.changes, made.same, made.empty, made.lacking) == ([], 3, 0, 0)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_shown_then_written(
    form: str,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    say(begun, title="Knjižica")
    texts = {"Book": "Knjiga", "Text with": LINK[form]}
    answer = send(filled(form, FORMATS[form].write(bundle(book)), texts))
    assert sorted(kinds(answer)) == ["changed", "new"]
    assert "Knjižica" in answer.content.decode()
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Knjižica"}, "nothing is written yet"
    assert "2 passages were imported." in said(confirm(answer))
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Knjiga", HTML}
    now = standing(book)
    assert (now.state, now.review, now.missing) == (ItemState.BEGUN, 2, 1)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_changed_here_meanwhile_is_conflicting_and_stays(
    form: str,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    data = filled(form, FORMATS[form].write(bundle(book)), {"Book": "Knjiga", "Text with": LINK[form]})
    say(begun, title="Knjižica")
    answer = send(data)
    assert kinds(answer) == ["conflicting", "new"]
    assert "Somebody has changed it here" in answer.content.decode()
    assert "1 passage was imported. 1 was left out." in said(confirm(answer))
    assert "Knjižica" in StringTranslation.objects.values_list("data", flat=True)


def test_an_edited_original_makes_its_translation_conflicting(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    data = filled("po", catalogue.write(bundle(book)), {"Book": "Knjiga", "Text with": LINK["po"]})
    edit(book, title="Bookshelf")
    edit(book, body=[])
    answer = send(data)
    assert [(change.kind, change.why[:12]) for change, _advice in answer.context["changes"]] == [
        (Kind.CONFLICTING, "The original"),
        (Kind.UNKNOWN, "The passage "),
    ]
    assert b'name="sent"' not in answer.content, "nothing to import"


def test_what_nobody_touched_in_the_file_never_undoes_what_was_done_here(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    root: Any,
) -> None:
    say(begun, title="Knjižica", summary="Isto.")
    data = workbook.write(bundle(book))
    say(begun, title="Knjiga")
    made = plan(formats.read(data), root)
    assert (made.changes, made.same) == ([], 3)


def test_an_empty_text_takes_nothing_away_and_a_lost_row_is_named(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    say(begun, **ALL | {"body": HTML})
    file = polib.pofile(catalogue.write(bundle(book)).decode())
    file[0].msgstr = ""
    del file[1]
    answer = send(str(file).encode())
    made = answer.context["plan"]
    assert (made.changes, made.same, made.empty, made.lacking) == ([], 1, 1, 1)
    assert "1 passage of the file you downloaded is no longer in it" in " ".join(answer.content.decode().split())


def test_a_preview_that_is_no_longer_true_is_shown_anew(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    answer = send(filled("po", catalogue.write(bundle(book)), {"Book": "Knjiga"}))
    say(begun, title="Knjižica")
    again = confirm(answer)
    assert "changed meanwhile" in said(again)
    assert kinds(again) == ["conflicting"]
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Knjižica"}


@pytest.mark.parametrize(
    ("form", "mend"),
    [
        ("po", lambda data: data.replace(b"#, fuzzy\n", b"")),
        ("xliff", lambda data: data.replace(b'state="initial"', b'state="reviewed"')),
    ],
)
def test_a_text_that_still_fits_is_confirmed_by_its_mark(
    form: str,
    mend: Change,
    admin_client: Client,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    """After all was published, a word of the original is mended."""
    say(begun, **ALL | {"body": HTML})
    standing(book)
    publish(admin_client, book)
    edit(book, summary="Book, mended")
    assert standing(book).editing == 1
    data = FORMATS[form].write(bundle(book))
    assert kinds(send(data)) == []
    answer = send(mend(data))
    assert kinds(answer) == ["confirmed"]
    confirm(answer)
    assert (standing(book).editing, standing(book).approved) == (0, 3)


def test_what_is_too_much_for_one_step_is_written_in_several(
    monkeypatch: pytest.MonkeyPatch,
    admin_client: Client,
    send: Callable,
    confirm: Callable,
) -> None:
    monkeypatch.setattr("translation.files.planning.AT_ONCE", 1)
    pages = [new_page(page_by_key("home", "en"), title) for title in ("Book", "Shelf")]
    for page in pages:
        submit(admin_client, page)
    now = Standing.objects.select_related("item").filter(pk__in=[standing(page).pk for page in pages])
    data = catalogue.write(gather(list(now), "en", "hr", only_open=False))
    first = confirm(send(filled("po", data, {"Book": "Knjiga", "Shelf": "Polica"})))
    assert "1 passage was imported." in said(first)
    assert kinds(first) == ["new"]
    assert "1 passage was imported." in said(confirm(first))
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Knjiga", "Polica"}


REFUSED: dict[str, tuple[str, str, str]] = {
    "a link is gone": ("Text with", "Tekst bez veze", "The link on “a link” is missing"),
    "a mark of nobody": ("Text with", "[1]Tekst[/1] [9]s[/9]", "The mark [9] does not fit"),
    "half a mark": ("Text with", "Tekst [1]s", "The mark [1] does not fit"),
    "a sign of control": ("Book", "Knji\x0bga", "tags or signs that cannot be shown"),
    "too long for its field": ("Book", "k" * 300, "45 characters too long"),
    "too long for anything": ("Text with", "k" * 20_001, "20001 characters"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_a_loss_is_named_and_left_out(
    name: str,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    start, text, why = REFUSED[name]
    answer = send(
        filled("xlsx", workbook.write(bundle(book)), {start: text.replace("\x0b", "_x000B_"), "About": "O knjizi"})
    )
    ((refused, _advice), *_rest) = answer.context["changes"]
    assert refused.kind == Kind.REFUSED
    assert why in refused.why
    assert refused.unit.cell in answer.content.decode()
    assert not StringTranslation.objects.exists()


def test_a_placeholder_is_no_text_and_a_lost_number_is_worth_a_look(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    edit(book, title="Since 1998 for %(name)s", summary="Since 1998")
    texts = {"Since 1998 for": "Od 1998. za", "Since 1998": "Odavno"}
    answer = send(filled("po", catalogue.write(bundle(book)), texts))
    (refused, _none), (new, advice) = answer.context["changes"]
    assert (refused.kind, new.kind) == (Kind.REFUSED, Kind.NEW)
    assert "%(name)s" in refused.why
    assert "1998" in advice[0]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ('<ph id="9" dataRef="d9"/>', "has lost what it stands for"),
        ("&lt;b&gt;", ""),
    ],
)
def test_tags_in_xliff_are_codes_and_all_else_is_text(
    target: str,
    why: str,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    answer = send(filled("xliff", xliff.write(bundle(book)), {"Book": f"Knjiga {target}"}))
    if why:
        assert why in said(answer)
    else:
        confirm(answer)
        assert list(StringTranslation.objects.values_list("data", flat=True)) == [f"Knjiga {target}"]


def test_markup_in_a_cell_is_text(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
    confirm: Callable,
) -> None:
    confirm(send(filled("xlsx", workbook.write(bundle(book)), {"Book": "<script>alert(1)</script>"})))
    assert list(StringTranslation.objects.values_list("data", flat=True)) == ["&lt;script&gt;alert(1)&lt;/script&gt;"]


def mixed(data: bytes) -> bytes:
    """Two originals changed places, as when a column was sorted alone."""
    file = openpyxl.load_workbook(io.BytesIO(data))
    sheet = file.active
    sheet["C3"].value, sheet["C4"].value = sheet["C4"].value, sheet["C3"].value
    sheet["D3"].value = sheet["D4"].value = "Tekst"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_rows_that_were_sorted_in_part_are_refused(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    answer = send(mixed(workbook.write(bundle(book))))
    assert kinds(answer) == ["refused", "refused"]
    assert "Lines were mixed up" in answer.content.decode()


def cell(column: str, value: Any, line: int = 3) -> Change:
    def changed(data: bytes) -> bytes:
        file = openpyxl.load_workbook(io.BytesIO(data))
        file.active[f"{column}{line}"].value = value
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()

    return changed


def entries(change: Callable[[list[str]], list[str]]) -> Change:
    return lambda data: "\n\n".join(change(data.decode().split("\n\n"))).encode()


def padded(data: bytes, size: int) -> bytes:
    """With a part that is nothing when it is packed."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/none.bin", bytes(size))
    return out.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>'
BAD: dict[str, tuple[str, Change, str]] = {
    "nothing": ("po", lambda _data: b"", "The file is empty"),
    "spaces": ("po", lambda _data: b" \n ", "The file is empty"),
    "too large": ("po", lambda data: data + b"#" * MAX_BYTES, "larger than 10 MB"),
    "a picture": ("po", lambda _data: b"\x89PNG\r\n\x1a\n\0\0", "Line 1"),
    "a page": ("xliff", lambda _data: b"<html><body>x</body></html>", "no XLIFF"),
    "an archive": ("xlsx", lambda _data: b"PK\x03\x04\0\0", "damaged"),
    "half a workbook": ("xlsx", lambda data: data[: len(data) // 2], "damaged"),
    "half an XLIFF": ("xliff", lambda data: data[: len(data) // 2], "breaks the rules of XML"),
    "half a PO": ("po", lambda data: data[: data.rindex(b"msgstr")], "breaks the rules of PO"),
    "latin-1 in XLIFF": ("xliff", lambda data: data.replace(b"Book", "Bék".encode("latin-1")), "Line "),
    "latin-1 in PO": ("po", lambda data: data.replace(b"Book", "Bék".encode("latin-1")), "not UTF-8"),
    "entities": ("xliff", lambda data: data.replace(b"<xliff", BOMB + b"<xliff", 1), "defines entities"),
    "endless nesting": (
        "xliff",
        lambda data: data.replace(b"<source>", b"<source>" + b'<pc id="1">' * 9_999, 1),
        "Line ",
    ),
    "endless elements": ("xliff", lambda data: data.replace(b"<source>", b"<source>" + b"<x/>" * 500_001, 1), "Line "),
    "a bomb": ("xlsx", lambda data: padded(data, 40_000_000), "larger than can be read"),
    "XLIFF 1.2": ("xliff", lambda data: data.replace(b'version="2.0"', b'version="1.2"'), "XLIFF 1.2"),
    "another version": ("po", lambda data: data.replace(b"Portal-Version: 1", b"Portal-Version: 9"), "another version"),
    "another version of XLIFF": ("xliff", lambda data: data.replace(b"portal 1 ", b"portal 9 "), "another version"),
    "of somebody else": ("po", lambda data: data.replace(b"X-Portal-Version", b"X-Other"), "does not come from here"),
    "XLIFF of somebody else": ("xliff", lambda data: data.replace(b"portal 1 ", b"other "), "does not come from here"),
    "no number": (
        "po",
        lambda data: data.replace(b"Passages: 3", b"Passages: x"),
        "first lines of the file are damaged",
    ),
    "a language nobody has": (
        "xliff",
        lambda data: data.replace(b'trgLang="hr"', b'trgLang="xx"'),
        "languages the portal",
    ),
    "a changed name": ("po", lambda data: data.replace(b'msgctxt "p', b'msgctxt "q', 1), "which passage this is"),
    "a changed name of XLIFF": ("xliff", lambda data: data.replace(b'<unit id="p', b'<unit id="q', 1), "which passage"),
    "a changed name in a cell": ("xlsx", cell("G", "p1"), "Cell G3"),
    "twice": ("po", entries(lambda found: [*found, found[-1]]), "stands twice"),
    "twice in XLIFF": (
        "xliff",
        lambda data: data.replace(b"</file>", data[data.index(b"<unit") : data.index(b"</unit>") + 7] + b"</file>"),
        "stands twice",
    ),
    "a tag without its meaning": (
        "xliff",
        lambda data: data.replace(b'<data id="d1">', b'<data id="d9">'),
        "lost what it stands for",
    ),
    "a formula": ("xlsx", cell("D", '=HYPERLINK("https://example.org")'), "Cell D3: this is a formula"),
    "a number": ("xlsx", cell("D", 1998.5), "Cell D3: this is a number"),
    "a truth": ("xlsx", cell("D", True), "Cell D3"),
    "an error": ("xlsx", cell("D", "#REF!"), "Cell D3"),
    "a broken letter": ("xlsx", cell("D", "_xD800_"), "Cell D3: there is a damaged character"),
    "a column is gone": (
        "xlsx",
        cell("D", None, line=1),
        "columns translation are missing",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_plain_words_and_changes_nothing(
    name: str,
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    form, change, why = BAD[name]
    whole = filled(form, FORMATS[form].write(bundle(book)), {"Book": "Knjiga"})
    answer = send(change(whole))
    assert answer.status_code == 200
    assert said(answer).startswith("Nothing was imported."), name
    assert why in said(answer)
    assert not StringTranslation.objects.exists()


def test_what_is_no_longer_written_passage_by_passage_is_unknown(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    data = filled("po", catalogue.write(bundle(book)), {"Book": "Knjiga"})
    begun.enabled = False
    begun.save()
    answer = send(data)
    assert kinds(answer) == ["unknown"]
    assert "is not written passage by passage" in answer.content.decode()


def test_a_passage_of_another_thing_or_portal_is_unknown(
    book: StandardPage,
    begun: Translation,  # noqa: F811
    send: Callable,
) -> None:
    whole = filled("xliff", xliff.write(bundle(book)), {"Book": "Knjiga"})
    item = f"-{standing(book).item_id}-".encode()
    assert kinds(send(whole.replace(item, b"-999999-"))) == ["unknown"]
    assert kinds(send(whole.replace(b'<unit id="p', b'<unit id="p99'))) == ["unknown"]
