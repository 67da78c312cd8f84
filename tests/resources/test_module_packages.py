"""A module leaves the portal as a file for learning platforms, whole and sound."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.test import Client
from lxml import etree, html
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.seed import key_uuid
from resources.models import LearningModulePage, PublicationPage
from resources.packages import KINDS
from resources.packages.enclosed import enclosed
from resources.packages.scorm import ADL as ADL_ADDRESS
from resources.packages.xml import clean
from resources.quizzes import quiz_of
from tests.resources.scorm12 import ADL, CP, faults

SCHEMAS = Path(__file__).parent.parent / "data" / "common_cartridge"
CC = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest}"
QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
NASTY = 'A <b>bold</b> & "quoted" ]]> title\x00\x0b\ufffe – đ 🚉'
TAME = 'A <b>bold</b> & "quoted" ]]> title – đ 🚉'
MANIFEST = "imsmanifest.xml"


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def package(page: LearningModulePage, kind: str) -> dict[str, bytes]:
    return opened(KINDS[kind](page))


def portal_of(page: LearningModulePage) -> str:
    return page.full_url.removesuffix(page.url)


def manifest_of(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files[MANIFEST])


def wrong_with(files: dict[str, bytes], kind: str) -> list[str]:
    manifest = manifest_of(files)
    wrong = faults(manifest) if kind == "scorm" else broken_rules(manifest, "ccv1p1_imscp_v1p2_v1p0")
    for name, content in files.items():
        if name.endswith("assessment.xml"):
            wrong += broken_rules(etree.fromstring(content), "ccv1p1_qtiasiv1p2p1_v1p0")
    return wrong


def broken_rules(document: etree._Element, name: str) -> list[str]:
    checked = schema(name)
    return [] if checked.validate(document) else [str(error) for error in checked.error_log]


@pytest.fixture
def module(page_of) -> LearningModulePage:
    return page_of(LearningModulePage, "module-a", "en")


@pytest.mark.parametrize("kind", KINDS)
def test_a_package_is_sound_in_every_language(page_of, kind: str, language: str) -> None:
    page = page_of(LearningModulePage, "module-a", language)
    files = package(page, kind)
    assert wrong_with(files, kind) == []
    manifest = manifest_of(files)
    listed = {part.get("href") for part in manifest.iter() if part.get("href")}
    assert listed == files.keys() - {MANIFEST}
    titles = [title.text for title in manifest.iter(f"{CP}title", f"{CC}title")]
    assert {unit.title for unit in page.units} <= {*titles}
    assert page.licence_url in files[MANIFEST].decode()
    for name in [name for name in files if name.endswith(".html")]:
        text = html.fromstring(files[name].decode())
        assert text.get("lang") == language
        assert len(text.findall(".//h1")) == 1
        assert page.full_url in text.xpath("//footer//a/@href")
        assert not text.xpath("//script[not(@src)] | //style | //*[@style]")
        for address in text.xpath("//@src | //link/@href | //a/@href"):
            assert address in files or address.startswith((portal_of(page), "https://creativecommons.org/")), address


@pytest.mark.parametrize("letter", "bcdefg")
def test_every_module_goes(page_of, letter: str) -> None:
    page = page_of(LearningModulePage, f"module-{letter}", "hr")
    assert [wrong_with(package(page, kind), kind) for kind in KINDS] == [[], []]


def test_the_check_of_a_manifest_finds_what_is_wrong(module) -> None:
    text = package(module, "scorm")[MANIFEST].decode()
    for old, new in {
        'identifierref="shared"': 'identifierref="gone"',
        "<schemaversion>1.2": "<schemaversion>1.3",
        'adlcp:scormtype="sco"': "",
        'href="unit-1.html"': 'href="unit-9.html"',
        'default="units"': 'default="other"',
        'identifier="item-notes"': 'identifier="notes"',
    }.items():
        assert old in text
        assert faults(etree.fromstring(text.replace(old, new, 1).encode())), old
    assert f"{{{ADL_ADDRESS}}}" == ADL


def test_learners_meet_no_notes(module) -> None:
    for kind in KINDS:
        files = package(module, kind)
        units = b"".join(files[name] for name in files if name.startswith("unit-"))
        assert b"Notes for whoever leads" in files["notes.html"]
        notes = html.fromstring(files["notes.html"].decode()).xpath("//section//p/text()")
        assert len(notes) > 2
        assert not any(note.encode() in units for note in notes)
        last = [*manifest_of(files).iter(f"{CP}item", f"{CC}item")][-1]
        assert last.get("identifierref") == "notes"


def test_a_sco_holds_its_quiz_and_a_cartridge_leaves_it_to_the_platform(module) -> None:
    files = package(module, "scorm")
    page = html.fromstring(files["unit-2.html"].decode())
    assert len(page.xpath("//form[@data-quiz]//fieldset")) == 2
    assert page.xpath("//noscript//li")
    scored = [
        item.get("identifierref")
        for item in manifest_of(files).iter(f"{CP}item")
        if item.find(f"{ADL}masteryscore") is not None
    ]
    assert scored == [f"unit-{module.units[1].key}"]
    other = package(module, "cartridge")
    assert "package.js" not in other
    assert b"<script" not in other["unit-2.html"]
    assert b"<form" not in other["unit-2.html"]


def read_back(document: bytes) -> list[dict]:
    """The questions of an assessment, as a platform reads them."""
    questions = []
    for item in etree.fromstring(document).iterfind(".//q:item", QTI):
        feedback = {
            one.get("ident"): one.findtext(".//q:mattext", namespaces=QTI)
            for one in item.iterfind("q:itemfeedback", QTI)
        }
        words = {
            rule.findtext("q:conditionvar/q:varequal", namespaces=QTI): feedback[
                rule.find("q:displayfeedback", QTI).get("linkrefid")
            ]
            for rule in item.iterfind(".//q:respcondition", QTI)
            if rule.find("q:displayfeedback", QTI) is not None
        }
        scored = [
            rule
            for rule in item.iterfind(".//q:respcondition", QTI)
            if rule.findtext("q:setvar", namespaces=QTI) == "100"
        ]
        assert len(scored) == 1
        right = {
            one.text for one in scored[0].iterfind(".//q:varequal", QTI) if not one.getparent().tag.endswith("}not")
        }
        wrong = {one.text for one in scored[0].iterfind(".//q:not/q:varequal", QTI)}
        several = item.find(".//q:response_lid", QTI).get("rcardinality") == "Multiple"
        labels = {
            one.get("ident"): one.findtext(".//q:mattext", namespaces=QTI)
            for one in item.iterfind(".//q:response_label", QTI)
        }
        assert not several or right | wrong == labels.keys()
        questions.append(
            {
                "text": item.findtext("q:presentation/q:material/q:mattext", namespaces=QTI),
                "several": several,
                "answers": [(text, ident in right, words[ident]) for ident, text in labels.items()],
            }
        )
    return questions


@pytest.mark.parametrize("letter", "abcdefg")
def test_a_quiz_is_read_back_as_it_was(page_of, letter: str) -> None:
    page = page_of(LearningModulePage, f"module-{letter}", "fr")
    files = package(page, "cartridge")
    found = [
        question for name, document in files.items() if name.startswith("quiz-") for question in read_back(document)
    ]
    asked = [
        {
            "text": question.text,
            "several": question.several,
            "answers": [(answer.text, answer.right, answer.feedback) for answer in question.answers],
        }
        for unit in page.units
        for block in unit.content
        if block.block_type == "quiz"
        for question in quiz_of("q", block.value).questions
    ]
    assert len(asked) >= 2
    assert found == asked


def test_whatever_is_written_comes_out_right(module) -> None:
    raw = list(module.activities.raw_data)
    quiz = next(block for block in raw[1]["value"]["content"] if block["type"] == "quiz")["value"]
    first = quiz["questions"][0].get("value", quiz["questions"][0])
    module.title = module.summary = raw[1]["value"]["title"] = first["question"] = NASTY
    module.activities = raw
    for kind in KINDS:
        files = package(module, kind)
        assert wrong_with(files, kind) == []
        assert TAME in [title.text for title in manifest_of(files).iter(f"{CP}title", f"{CC}title")]
        assert html.fromstring(files["unit-2.html"].decode()).findtext(".//h1") == TAME
        assert not any(
            b"\x00" in content or b"\x0b" in content
            for name, content in files.items()
            if name.endswith((".html", ".xml"))
        )
    document = next(content for name, content in files.items() if name.startswith("quiz-"))
    assert read_back(document)[0]["text"] == TAME
    assert clean("\ud800a\x85\U0001f689") == "a\x85\U0001f689"


def test_the_same_module_is_the_same_file(module, client: Client) -> None:
    address = f"{module.url}scorm.zip"
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["X-Robots-Tag"]) == (200, "application/zip", "noindex")
    assert answer["Content-Disposition"] == f'attachment; filename="{module.slug}-en-scorm.zip"'
    assert client.get(address).content == answer.content
    known = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", answer["ETag"])
    assert client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    assert client.head(address)["ETag"] == answer["ETag"]
    assert client.post(address).status_code == 405
    module.title = "Another title"
    module.save()
    changed = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (changed.status_code, changed["ETag"] == answer["ETag"]) == (200, False)
    assert not answer.cookies


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_everybody_may_see_goes(module, client: Client, kind: str) -> None:
    other = PublicationPage.objects.live().first()
    for path in (
        f"{other.url}{kind}.zip",
        f"/en/nothing/{kind}.zip",
        f"{module.url}{module.units[0].step}/{kind}.zip",
        f"{module.url}tar.zip",
    ):
        assert client.get(path).status_code == 404
    restriction = PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{module.url}{kind}.zip").status_code == 404
    restriction.delete()
    LearningModulePage.objects.filter(pk=module.pk).update(live=False)
    assert client.get(f"{module.url}{kind}.zip").status_code == 404


def test_a_module_without_units_offers_nothing(module, client: Client) -> None:
    module.activities = []
    module.save()
    assert client.get(f"{module.url}scorm.zip").status_code == 404
    assert "scorm.zip" not in client.get(module.url).content.decode()
    with pytest.raises(LookupError):
        KINDS["scorm"](module)


def test_the_page_names_both_files(page_of, client: Client, language: str) -> None:
    page = page_of(LearningModulePage, "module-c", language)
    section = html.fromstring(client.get(page.url).content.decode()).find(".//section[@aria-labelledby='packages']")
    assert [link.get("href") for link in section.iterfind(".//a")] == [
        f"{page.url}scorm.zip",
        f"{page.url}cartridge.zip",
    ]
    assert len(re.findall(r"ZIP, \d", section.text_content())) == 2
    assert section.get("lang") is None


def test_a_fallback_gives_the_file_of_the_original(page_of, client: Client) -> None:
    own = page_of(LearningModulePage, "module-b", "hr")
    original = page_of(LearningModulePage, "module-b", "en")
    LearningModulePage.objects.filter(pk=own.pk).update(content_language="en", alias_of=original)
    section = html.fromstring(client.get(own.url).content.decode()).find(".//section[@aria-labelledby='packages']")
    assert section.get("lang") == "hr"
    answer = client.get(f"{own.url}cartridge.zip")
    assert "-en-" in answer["Content-Disposition"]
    assert html.fromstring(opened(answer.content)["unit-1.html"].decode()).get("lang") == "en"


def test_somebody_who_asks_for_too_many_is_told_so(module, client: Client) -> None:
    answers = [client.get(f"{module.url}scorm.zip") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_files_that_not_everybody_may_have_stay(module, page_of) -> None:
    def held() -> tuple[list[str], str]:
        files = package(page_of(LearningModulePage, "module-a", "en"), "scorm")
        return [name for name in files if name.startswith("files/")], files["unit-4.html"].decode()

    (name,), _page = held()
    document = get_document_model().objects.get(pk=int(re.search(r"\d+", name)[0]))
    closed = Collection.get_first_root_node().add_child(name="closed")
    below = closed.add_child(name="below")
    get_document_model().objects.filter(pk=document.pk).update(collection=below)
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    names, page = held()
    assert names == []
    assert f'href="{portal_of(module)}{document.url}"' in page
    restriction.delete()
    get_document_model().objects.filter(pk=document.pk).update(file="documents/gone.odt")
    assert held()[0] == []


def test_links_lead_back_to_the_portal(module) -> None:
    written = f'<p><a linktype="page" id="{module.pk}">here</a> <a href="https://example.org/x">there</a></p>'
    (page, other), files = enclosed([written, '<img src="/media/x.png">'], "https://portal.example")
    assert f'href="https://portal.example{module.url}"' in page.html
    assert 'href="https://example.org/x"' in page.html
    assert other.html == '<img src="https://portal.example/media/x.png">'
    assert files == {}


def test_a_package_costs_the_same_whatever_the_module_holds(module, client: Client, count_queries: Callable) -> None:
    def asked() -> list[int]:
        return [count_queries(lambda kind=kind: client.get(f"{module.url}{kind}.zip")) for kind in KINDS]

    few = asked()
    assert max(few) <= 10, few
    raw = list(module.activities.raw_data)
    module.activities = raw + [
        one | {"id": f"{number:08x}-0000-4000-8000-000000000000"} for number, one in enumerate(raw * 3)
    ]
    module.save()
    assert asked() == few


def test_identifiers_are_the_same_in_all_languages(page_of) -> None:
    items = [
        [
            item.get("identifier")
            for item in manifest_of(package(page_of(LearningModulePage, "module-a", language), "scorm")).iter(
                f"{CP}item"
            )
        ]
        for language in ("en", "hr")
    ]
    assert items[0] == items[1]
    assert (
        str(key_uuid("module-a")) in package(page_of(LearningModulePage, "module-a", "hr"), "scorm")[MANIFEST].decode()
    )
