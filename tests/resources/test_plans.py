"""Training plans: the address is the plan, and its files are for everybody."""

import re
from io import BytesIO

import pytest
from django.core.cache import caches
from django.test import Client
from docx import Document
from pypdf import PdfReader

from core import pdf
from core.i18n.languages import LANGUAGES
from core.papers import Paper, Part, Run, items, table, text
from core.word import docx_of
from resources.models import LearningModulePage, ResourceIndexPage
from resources.plans.addresses import plan_url
from resources.plans.asked import MOST_UNITS
from resources.plans.rich import expanded, parts_of

HOSTILE = '#import "x" $a$ \\ ` <b> @ref [x] *no* _no_ = // https://x.test {} &amp; ~ ﬁ 🚉 đčćžš\ufffe'


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    caches["shared"].clear()


@pytest.fixture
def keys(page_of) -> list[str]:
    """Two units of module A, the quiz among them, and the meeting of C with its sheet."""
    a, c = (page_of(LearningModulePage, f"module-{letter}", "en") for letter in "ac")
    return [a.units[0].key, a.units[1].key, c.units[2].key]


def query(keys: list[str], **more: str) -> str:
    return "?" + "&".join([*(f"u={key}" for key in keys), *(f"{name}={value}" for name, value in more.items())])


def html_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_chooser_and_plan_in_every_language(keys, client: Client, language: str) -> None:
    base = plan_url(language)
    chooser = html_of(client, f"{base}?choose=1&u={keys[1]}")
    assert chooser.count('name="u"') >= 35
    assert re.findall(r'name="u" value="(\w+)" checked', chooser) == [keys[1]]
    answer = client.get(base + query([keys[2], keys[0], "00000000"], notes="1", title="Čakovec"))
    head = answer.context["head"]
    assert (answer.status_code, head.title, head.noindex, head.url) == (
        200,
        "Čakovec",
        True,
        f"http://testserver{base}",
    )
    assert all(f"u={keys[2]}&u={keys[0]}" in url for url in head.switcher.values())
    assert [one["step"].key for one in answer.context["course"]] == [keys[2], keys[0]]
    assert [one["row"][1] for one in answer.context["course"]] == ["0:00", "1:00"]
    assert answer.context["gone"]
    assert "Set-Cookie" not in answer.headers


def test_times_material_and_sizes_are_put_together(keys, client: Client, page_of) -> None:
    own = page_of(LearningModulePage, "module-c", "en").units[-1].key
    html = html_of(client, plan_url("en") + query([*keys, own]))
    assert "Total time: about 1 h 55 min" in html
    assert "1 unit is done at one’s own pace and is not in the sum." in html
    assert "Size of the group: 5 to 12 people" in html
    things = re.search(r'id="material".*?</ul>', html, re.S)[0]
    assert "(unit 1)" in things
    assert "/documents/" in things
    assert 'rel="nofollow"' in html


def test_a_thing_needed_twice_is_listed_once(page_of, client: Client) -> None:
    module = page_of(LearningModulePage, "module-a", "en")
    units = [unit for unit in module.units if any(block.block_type == "group" for block in unit.content)]
    group = next(block for block in units[1].content if block.block_type == "group")
    group.value["material"].append(
        next(b for b in units[0].content if b.block_type == "group").value["material"][0].upper()
    )
    module.activities = module.activities
    for child in module.activities:
        if str(child.id) == units[1].id:
            child.value["content"] = units[1].content
    module.save()
    materials = client.get(plan_url("en") + query([units[0].key, units[1].key])).context["materials"]
    assert (materials[0][0].numbers, materials[0][1]) == ([1, 2], " (units 1, 2)")


def test_notes_are_on_or_off(keys, client: Client) -> None:
    url = plan_url("en") + query(keys)
    without, with_notes = html_of(client, url), html_of(client, f"{url}&notes=1")
    assert "Facilitator notes" not in without
    assert "right answer" not in without
    assert "Facilitator notes" in with_notes
    assert "(right answer)" in with_notes


def test_the_order_changes_by_links(keys, client: Client) -> None:
    base = plan_url("en")
    course = client.get(base + query([*keys, keys[0]], notes="1")).context["course"]
    assert course[0]["earlier"] == course[2]["later"] == ""
    assert course[2]["earlier"] == query([keys[0], keys[2], keys[1]], notes="1")
    assert course[0]["later"] == query([keys[1], keys[0], keys[2]], notes="1")
    assert course[1]["removed"] == query([keys[0], keys[2]], notes="1")
    assert client.get(base + query(keys[:1])).context["course"][0]["removed"] == ""


def test_choosing_anew_keeps_the_order(keys, client: Client) -> None:
    a, b, c = keys
    answer = client.get(f"{plan_url('en')}?was=&was={c}&was={a}&u={a}&u={b}&u={c}&title=&notes=1")
    assert (answer.status_code, answer.url) == (302, plan_url("en") + query([c, a, b], notes="1"))


def test_what_is_no_plan_is_said_plainly(keys, client: Client) -> None:
    base = plan_url("en")
    assert "Choose at least one unit." not in html_of(client, base)
    assert "Choose at least one unit." in html_of(client, f"{base}?was=&title=")
    assert "2 units of this plan are no longer there." in html_of(client, f"{base}?u=zz<b>&u=00000000")
    many = [f"{number:08x}" for number in range(MOST_UNITS + 1)]
    long = "x" * 121
    for kind in ("", "pdf/", "docx/"):
        assert "60 units at most; these are 61" in html_of(client, f"{base}{kind}{query(many)}", 400)
        html = html_of(client, f"{base}{kind}{query(keys, title=long)}", 400)
        assert "may have 120 characters; this one has 121" in html
        assert f'value="{long}"' in html
        assert html.count(" checked") == 3
    for kind in ("pdf/", "docx/"):
        assert "Choose at least one unit." in html_of(client, base + kind, 400)
    assert client.post(base).status_code == 405
    assert client.get(f"{base}odt/").status_code == 404
    cases = ResourceIndexPage.objects.get(resource_kind="case", locale__language_code="en")
    assert client.get(f"{cases.url}training-plan/").status_code == 404


def test_a_fallback_says_its_language(page_of, client: Client) -> None:
    own = page_of(LearningModulePage, "module-b", "hr")
    english = page_of(LearningModulePage, "module-b", "en")
    LearningModulePage.objects.filter(pk=own.pk).update(
        content_language="en", alias_of=english, activities=english.activities
    )
    url = query([english.units[0].key])
    assert f'lang="en">1. {english.units[0].title}</h2>' in html_of(client, plan_url("hr") + url)
    words = Document(BytesIO(client.get(f"{plan_url('hr')}docx/{url}").content))
    title = next(one for one in words.paragraphs if one.text.startswith("1. "))
    assert 'w:lang w:val="en"' in title._p.xml


def test_the_same_few_queries_for_any_plan(keys, page_of, client: Client, max_queries) -> None:
    base, everything = plan_url("en"), []
    for letter in "abcdefg":
        everything += [unit.key for unit in page_of(LearningModulePage, f"module-{letter}", "en").units]
    for url in (base, *(base + kind + query(chosen) for chosen in (keys[2:], everything) for kind in ("", "docx/"))):
        client.get(url)
        with max_queries(10):
            assert client.get(url).status_code == 200


def test_units_and_modules_lead_to_it(page_of, client: Client) -> None:
    module = page_of(LearningModulePage, "module-a", "fr")
    base, first = plan_url("fr"), module.units[0]
    assert f'{base}?choose=1&amp;u={first.key}"' in html_of(client, f"{module.url}{first.step}/")
    link = f"{base}?choose=1&amp;" + "&amp;".join(f"u={unit.key}" for unit in module.units)
    assert link in html_of(client, module.url)
    assert f"Disallow: {base}?" in html_of(client, "/robots.txt")


def test_a_pdf_that_does_not_come_about_is_told_and_loses_nothing(
    keys, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    answer = client.get(f"{plan_url('en')}pdf/{query(keys, title='Ours')}")
    assert answer.status_code == 503
    assert "could not be made just now" in answer.text
    assert 'value="Ours"' in answer.text
    assert answer.text.count(" checked") == len(keys)


def test_the_pdf_is_tagged_and_says_what_stands_in_the_plan(keys, client: Client) -> None:
    answer = client.get(f"{plan_url('hr')}pdf/{query(keys, notes='1', title='Đurđevac šalje žicu')}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="durdevac-salje-zicu.pdf"'
    assert answer["X-Robots-Tag"] == "noindex"
    reader = PdfReader(BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "hr"
    assert reader.metadata.title == "Đurđevac šalje žicu"
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH"} <= tags(root["/StructTreeRoot"])
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "Đurđevac šalje žicu" in words
    assert "Bilješke za voditelja" in words
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_the_word_file_has_real_headings_and_lists(keys, client: Client) -> None:
    answer = client.get(f"{plan_url('hr')}docx/{query(keys, title='Đurđevac')}")
    assert answer["Content-Disposition"] == 'attachment; filename="durdevac.docx"'
    words = Document(BytesIO(answer.content))
    styles = {paragraph.style.name for paragraph in words.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number"} <= styles
    assert (words.paragraphs[0].text, words.core_properties.language) == ("Đurđevac", "hr")
    assert 'w:lang w:val="hr"' in words.styles.element.xml
    assert "w:tblHeader" in words.tables[0]._tbl.xml
    numbered = [
        paragraph._p.pPr.numPr.numId.val for paragraph in words.paragraphs if paragraph.style.name == "List Number"
    ]
    assert len(set(numbered)) == 2


def test_files_are_limited(keys, client: Client, settings) -> None:
    url = f"{plan_url('en')}docx/{query(keys[:1])}"
    for _ in range(200):
        answer = client.head(url)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_texts_are_data() -> None:
    parts = [
        text(HOSTILE),
        items([[Run(HOSTILE, bold=True, italic=True)]], ordered=True),
        table(["#a", "b"], [[HOSTILE, "$"]]),
    ]
    parts.append(Part(kind="heading", level=2, lines=[[Run(HOSTILE)]], language="fr", aside=True))
    paper = Paper(title=HOSTILE, language="hr", parts=parts)
    made = PdfReader(BytesIO(pdf.pdf_of(paper)))
    words = re.sub(r"\s+", "", "".join(page.extract_text() for page in made.pages))
    told = re.sub(r"\s+", "", '#import "x" $a$ \\ ` <b> @ref [x] *no* _no_ = // https://x.test {} &amp; ~ fi')
    assert words.count(told) == 5
    document = Document(BytesIO(docx_of(paper)))
    assert HOSTILE.removesuffix("\ufffe") in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    "source", ['#read("/etc/passwd")', '#import "@preview/cetz:0.3.0"', "#panic()", "#image(bytes((1,)))"]
)
def test_a_source_reaches_nothing(source: str) -> None:
    with pytest.raises(pdf.PdfError):
        pdf.typeset(source, {})


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(pdf.PdfError, match="too long"):
        pdf.typeset("#for a in range(9999) { for b in range(9999) { let c = a } }", {})


@pytest.mark.django_db
def test_rich_text_becomes_parts() -> None:
    kept = '<h3>A</h3><p>One <b>bold</b> <a href="https://x.test/?a=1&amp;b=2">there</a> <a linktype="page" id="0">gone</a></p><ul><li>x<ol><li>y</li></ol></li></ul><p> </p>open <i>end'
    read = expanded([kept, "<p>z</p>"])
    assert read["<p>z</p>"] == "<p>z</p>"
    parts = parts_of(read[kept], lambda address: address, level=3)
    assert [(part.kind, ["".join(run.text for run in line) for line in part.lines]) for part in parts] == [
        ("heading", ["A"]),
        ("text", ["One bold there gone"]),
        ("items", ["x", "y"]),
        ("text", ["open end"]),
    ]
    assert [run.href for run in parts[1].lines[0] if run.href] == ["https://x.test/?a=1&b=2"]


def tags(tree) -> set[str]:
    """Every kind of tag below one of the tree."""
    found, waiting = set(), [tree]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found |= {one["/S"]} if "/S" in one else set()
            waiting += [one["/K"]] if "/K" in one else []
    return found
