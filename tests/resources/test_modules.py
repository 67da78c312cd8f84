"""A module says what one learns, how long it takes and what it does not give."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import translation

from core.i18n.languages import LANGUAGES
from core.models import CustomDocument
from resources.durations import duration
from resources.models import LearningModulePage
from resources.seed import entries
from resources.sheets import odt

TEXT, TABLE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("text", "table"))
TOO_MUCH = re.compile(r"certified|certificat|certificaat|certifikat|diplom|gecertificeerd|certifié|certificad", re.I)


@pytest.fixture
def module(page_of) -> LearningModulePage:
    return page_of(LearningModulePage, "module-c", "pt")


def test_letters_are_stops_with_the_page_as_here(module, client: Client) -> None:
    html = client.get(module.url).content.decode()
    line = re.search(r'<ol class="[^"]*stops-line".*?</ol>', html, re.S).group(0)
    assert re.findall(r'class="stop(?: stop-here)?">(\w)<', line) == list("ABCDEFG")
    assert re.search(r'aria-current="page">\s*<span class="stop stop-here">C<', line)


def test_neighbours(page_of, client: Client) -> None:
    first = client.get(page_of(LearningModulePage, "module-a", "en").url).context
    last = client.get(page_of(LearningModulePage, "module-g", "en").url).context
    assert (first["previous_module"], first["next_module"].competence) == (None, "B")
    assert (last["previous_module"].competence, last["next_module"]) == ("F", None)
    assert (first["module_number"], last["module_number"]) == (1, 7)


def test_units_are_numbered_with_minutes_and_duty(module) -> None:
    assert [(unit.number, unit.minutes, unit.compulsory) for unit in module.units] == [
        (1, 30, True), (2, 25, True), (3, 60, True), (4, 20, False), (5, 45, False), (6, None, True),
    ]  # fmt: skip
    with translation.override("en"):
        assert module.duration == "about 3 h"
    assert module.json_ld()["timeRequired"] == "PT180M"


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, ""), (45, "about 45 min"), (120, "about 2 h"), (125, "about 2 h 5 min")]
)
def test_duration_in_words(minutes: int, shown: str) -> None:
    with translation.override("en"):
        assert duration(minutes) == shown


def test_only_tested_modules_say_so(page_of, seeded, language: str) -> None:
    tested = {
        page.competence: page.tested_people
        for page in LearningModulePage.objects.in_language(language)
        if page.tested_on
    }
    assert tested == {"A": 10, "C": 10}


def test_own_language_comes_first_in_the_materials(module, client: Client) -> None:
    documents = client.get(module.url).context["documents"]
    assert documents[0].language == "pt"
    assert {document.language for document in documents} == {"fr", "nl", "it", "pt", "hr", "en"}
    html = client.get(module.url).content.decode()
    assert all(f'<span class="tag" lang="{code}">' in html for code in ("fr", "nl", "it", "pt", "hr", "en"))


def test_material_can_be_downloaded(module, client: Client) -> None:
    url = client.get(module.url).context["documents"][0].url
    response = client.get(url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_promises_no_more_than_a_confirmation(seeded, client: Client, language: str) -> None:
    for page in LearningModulePage.objects.in_language(language):
        html = client.get(page.url).content.decode()
        main = re.search(r'<article class="module.*?</article>', html, re.S).group(0)
        assert not TOO_MUCH.search(re.sub(r"<[^>]+>", " ", main)), page.url


def test_module_carries_its_letter_as_competence(module) -> None:
    module.competence, module.competences = "D", []
    module.full_clean()
    assert module.competences == ["D"]
    assert module.card().stop == "D"


def test_a_sheet_is_a_sound_opendocument_file() -> None:
    content = odt("Sheet & <title>", "fr", [("h1", "A & B"), ("p", "text"), ("li", "one"), ("li", "two"), ("p", "end")])
    assert content == odt(
        "Sheet & <title>", "fr", [("h1", "A & B"), ("p", "text"), ("li", "one"), ("li", "two"), ("p", "end")]
    )
    archive = zipfile.ZipFile(BytesIO(content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    trees = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    assert set(trees) == {"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"}
    text = [element.text for element in trees["content.xml"].iter() if element.text]
    assert text == ["A & B", "text", "one", "two", "end"]


def test_every_sheet_is_readable_and_names_its_language(seeded) -> None:
    sheets = CustomDocument.objects.filter(file__endswith=".odt")
    assert sheets.count() == 42 + 17 + 30
    for sheet in sheets:
        with sheet.file.open("rb") as file:
            assert zipfile.ZipFile(file).testzip() is None
        assert sheet.language


def test_worksheets_say_the_same_in_six_languages_and_hold_room_to_write(seeded) -> None:
    for entry in entries("worksheets"):
        shapes = set()
        for language in LANGUAGES:
            text = entry["texts"][language]
            sheet = CustomDocument.objects.get(title=text["title"], language=language)
            with sheet.file.open("rb") as file:
                body = ElementTree.fromstring(zipfile.ZipFile(file).read("content.xml"))
            rows = [[cell.findtext(f"{TEXT}p") or "" for cell in row] for row in body.iter(f"{TABLE}table-row")]
            shapes.add((len(body.findall(f".//{TEXT}h")), *(tuple(bool(cell) for cell in row) for row in rows)))
            assert sum(not cell for row in rows for cell in row) >= 10
            assert "CC BY 4.0" in "".join(body.itertext())
        assert len(shapes) == 1
    assert [entry["module"] for entry in entries("worksheets")] == ["a", "b", "e", "c", "a"]  # by the name of the file


def test_a_module_offers_its_worksheet(client: Client, seeded) -> None:
    page = client.get("/hr/ucenje/modul-a/", follow=True).content.decode()
    assert "Radni list: sporazum o partnerstvu" in page
