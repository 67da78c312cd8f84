"""The repository item by item: browsed, linked to, compared with a job, written as a job description."""

import html as entities
import io
import re
from urllib.parse import urlencode, urlsplit

import docx
import pytest
import yaml
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from docx.oxml.ns import qn

from core.i18n.languages import LANGUAGES
from core.kept import forget
from skills.cards import competence_titles
from skills.codes import item_code
from skills.models import Competence, SkillsIndexPage, Task
from skills.repository.items import repository
from skills.seed import seed
from tests.skills.test_matching import PROFILES
from tests.skills.test_pages import NEVER, main_of

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORM = "application/x-www-form-urlencoded"
MARKUP = "<script>alert(1)</script>"


def base(language: str) -> str:
    return SkillsIndexPage.url_in(language)


def page_of(response: HttpResponse, status: int = 200) -> str:
    assert response.status_code == status
    return entities.unescape(response.content.decode())


def links_of(page: str) -> list[str]:
    return re.findall(r'<span class="small quiet">[^<]*</span>\s*<a href="([^"]+)"', main_of(page))


@pytest.fixture
def advert() -> dict[str, str]:
    """A job that touches A, C and G, by language."""
    return {code: yaml.safe_load((PROFILES / f"{code}.yaml").read_text())[0]["text"] for code in LANGUAGES}


def test_every_page_in_every_language(seeded: None, client: Client, language: str, advert: dict[str, str]) -> None:
    pages = [
        client.get(f"{base(language)}items/"),
        client.get(f"{base(language)}job-profile/"),
        client.post(f"{base(language)}job-profile/", {"text": advert[language]}),
        client.get(f"{base(language)}items/c-00000000/"),
    ]
    for response, status in zip(pages, (200, 200, 200, 404), strict=True):
        page = page_of(response, status)
        assert f'<html lang="{language}"' in page
        assert not NEVER.search(main_of(page))
        assert 'lang="' not in main_of(page).replace(f'lang="{language}"', "")
    result = main_of(page_of(pages[2]))
    assert len(re.findall(r"status-open", result)) == 3
    assert result.count("<mark>") >= 9


def test_all_items_are_listed_and_each_link_leads_to_its_place(seeded: None, client: Client) -> None:
    first, last = (page_of(client.get(f"{base('it')}items/?page={number}")) for number in (1, 3))
    links = links_of(first)
    assert len(links) == 40
    assert "noindex" not in first
    assert "noindex" in last
    known = repository()
    assert len(list(known.items())) == len({item.code for item in known.items()}) == 112
    for link in links[::9]:
        path, code = urlsplit(link).path, urlsplit(link).fragment
        assert f'id="{code}"' in page_of(client.get(path))


def test_words_are_found_in_any_form_and_filters_count(seeded: None, client: Client) -> None:
    page = page_of(client.get(f"{base('fr')}items/?q=partenaire+réunions"))
    assert "<mark>réunion</mark>" in page
    assert "noindex" in page
    assert len(links_of(page)) < len(links_of(page_of(client.get(f"{base('fr')}items/?q=partenaire"))))
    page = page_of(client.get(f"{base('hr')}items/?q=sastanci&competence=C&kind=task"))
    assert len(links_of(page)) == 1
    assert 'value="C" checked' in page
    assert f'href="{base("nl")}items/?competence=C&kind=task&q=sastanci"' in page


def test_nothing_found_says_what_stands_in_the_way(seeded: None, client: Client) -> None:
    page = main_of(page_of(client.get(f"{base('en')}items/?q=meeting&competence=B&kind=task")))
    assert "Without the choice of competences" in page
    assert "Without the words “meeting”" in page
    assert "Without the choice of kinds" not in page
    page = main_of(page_of(client.get(f"{base('en')}items/?q=xylophone")))
    assert "Show all items" in page


@pytest.mark.parametrize(
    "query", ["q=%00", f"q={MARKUP}", "q=" + "x" * 5000, "competence=Z&kind=%00&page=-1", "page=99999999", "q=%22%22"]
)
def test_bad_questions_are_answered(seeded: None, client: Client, query: str) -> None:
    page = client.get(f"{base('en')}items/?{query}")
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_addresses_stay_when_items_move_and_after_seeding(seeded: None, client: Client) -> None:
    before = {item.code: item.texts["en"] for item in repository().items()}
    Task.objects.update(sort_order=50 - F("sort_order"))
    forget()
    seed(lambda line: None)
    forget()
    assert {item.code: item.texts["en"] for item in repository().items()} == before


def test_an_item_leads_to_its_competence_and_a_lost_one_is_told(seeded: None, client: Client) -> None:
    task = Task.objects.filter(competence__code="C", locale__language_code="pt").first()
    code = item_code("C", task.translation_key)
    response = client.get(f"{base('pt')}items/{code.upper()}/")
    assert (response.status_code, response["Location"]) == (302, f"{competence_titles('pt')['C'].url}#{code}")
    Task.objects.filter(translation_key=task.translation_key).delete()
    forget()
    page = page_of(client.get(f"{base('pt')}items/{code}/"), 404)
    assert competence_titles("pt")["C"].title in page
    assert f"{base('pt')}items/?competence=C" in page
    for bad in ("c", "x-00000000", "c-1", "%3Cscript%3E", "c-%00"):
        assert client.get(f"{base('pt')}items/{bad}/").status_code in {400, 404, 302}
    assert client.get(f"{base('pt')}items/{code}/more/").status_code == 404


def test_an_item_one_language_lacks_is_shown_in_another(seeded: None, client: Client) -> None:
    task = Task.objects.filter(competence__code="C", locale__language_code="hr").first()
    code = item_code("C", task.translation_key)
    task.delete()
    Competence.objects.filter(code="E", locale__language_code="hr").delete()
    forget()
    assert client.get(f"{base('hr')}items/{code}/")["Location"] == f"{competence_titles('en')['C'].url}#{code}"
    page = page_of(client.get(f"{base('hr')}items/?competence=C&competence=E"))
    assert f'href="{competence_titles("en")["C"].url}#{code}" lang="en"' in page
    assert f'lang="en">{competence_titles("en")["E"].title}</a>' in page


def test_addresses_for_programs(seeded: None, client: Client) -> None:
    code = next(repository().items()).code
    for path, language, target in (
        ("/skills/", "nl", base("nl")),
        ("/skills/c/", "fr", competence_titles("fr")["C"].url),
        (f"/skills/{code}/", "hr", f"{competence_titles('hr')['A'].url}#{code}"),
    ):
        response = client.get(path, headers={"accept-language": language})
        assert (response.status_code, response["Location"]) == (303, target)
        assert "Accept-Language" in response["Vary"]
    assert client.get("/skills/h/", follow=True).status_code == 404
    assert client.get(client.get("/skills/c-00000000/")["Location"]).status_code == 404


def test_queries_are_few_and_do_not_grow(
    seeded: None, client: Client, max_queries: object, count_queries: object, advert: dict[str, str]
) -> None:
    asks = [
        lambda: client.get(f"{base('fr')}items/"),
        lambda: client.get(f"{base('fr')}items/?q=réunion"),
        lambda: client.get(f"{base('fr')}job-profile/"),
        lambda: client.post(f"{base('fr')}job-profile/", {"text": advert["fr"]}),
    ]
    for ask in asks:
        ask()
        with max_queries(10):
            ask()
    many = [count_queries(ask) for ask in asks]
    Competence.objects.exclude(code__in=["A", "B"]).delete()
    assert [count_queries(ask) for ask in asks] == many


def test_a_text_is_answered_without_cookie_or_trace(seeded: None, advert: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"{base('it')}job-profile/", {"text": advert["fr"], "spoken": ""})
    page = page_of(response)
    assert response["Cache-Control"] == "no-store"
    assert not client.cookies
    assert "francese" in page
    assert advert["fr"][:60] not in page
    assert 'content="noindex"' in page
    learn = main_of(page).split('id="missing"', 1)[1].split("</section>", 1)[0]
    assert learn.count("<li>") == 4
    assert learn.count("Apri il modulo") == 4


def test_ticked_tasks_are_compared_and_can_be_shared(seeded: None, client: Client) -> None:
    codes = [item.code for item in repository().items() if item.letter in "AB" and item.kind == "task"]
    query = "&".join(f"item={code}" for code in [*codes[:5], "a-00000000", MARKUP])
    page = page_of(client.get(f"{base('en')}job-profile/?{query}"))
    assert "1 of 7 competences is clearly in it." in page
    assert "2 ticked items are no longer in the repository" in page
    assert page.count(" checked>") == 5
    assert "<script>alert" not in page
    page = page_of(client.get(f"{base('en')}job-profile/?ticked=1"))
    assert "No task is ticked" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Paste a text first"),
        (" \n\x00 ", "Paste a text first"),
        ("word " * 4001, "This text is too long"),
        ("x" * 30_000, "This text is too long"),
        ("word " * 4_000_000, "This text is too long"),
    ],
    ids=["empty", "blank", "long", "one line", "20 MB"],
)
def test_a_text_that_cannot_be_taken(seeded: None, client: Client, text: str, told: str) -> None:
    sent = urlencode({"text": text})  # as browsers send a form without files
    page = page_of(client.post(f"{base('en')}job-profile/", sent, content_type=FORM), 400)
    assert told in page
    assert "<title>Error: " in page


def test_other_bad_input(seeded: None, client: Client) -> None:
    page = page_of(
        client.post(f"{base('en')}job-profile/", {"text": f"{MARKUP}\x00 budget audit", "spoken": "xx"}), 400
    )
    assert "Choose one of the languages" in page
    assert "<script>alert" not in client.post(f"{base('en')}job-profile/", {"text": MARKUP}).content.decode()
    assert client.post(f"{base('en')}nowhere/job-profile/", {"text": "x"}).status_code == 404
    answer = client.post(f"{base('en')}job-description/", {"written": "en", "item": "a-00000000"})
    assert "No task is ticked" in page_of(answer, 400)
    codes = [item.code for item in repository().items()][:2]
    answer = client.post(f"{base('en')}job-description/", {"written": "xx", "title": "t" * 151, "item": codes})
    page = page_of(answer, 400)
    assert "2 things to put right" in page
    assert page.count(" checked>") == 2
    assert client.get(f"{base('en')}job-description/")["Location"] == f"{base('en')}job-profile/"


def test_job_description(seeded: None, client: Client, language: str) -> None:
    chosen = [item for item in repository().items() if item.letter in "CE"]
    title = "Voditeljica čšžđć & <partnerstava>" if language == "hr" else ""
    sent = {"written": language, "title": title, "item": [item.code for item in chosen]}
    response = client.post(f"{base('en')}job-description/", sent)
    assert response["Content-Type"] == DOCX
    assert response["Cache-Control"] == "no-store"
    name = "voditeljica-cszdc-partnerstava" if title else "job-description"
    assert f'filename="{name}.docx"' in response["Content-Disposition"]
    document = docx.Document(io.BytesIO(response.content))
    assert not document.tables
    levels = [
        paragraph.style.name
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Heading", "Title"))
    ]
    assert levels == ["Title", *["Heading 1"] * 8]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert all(item.texts[language] in texts for item in chosen)
    assert texts[0] == title or texts[0].startswith("[")
    assert "CC BY 4.0" in texts[-2]
    assert not NEVER.search("\n".join(texts))
    tags = {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert {tag.split("-")[0] for tag in tags} == {language}
    assert document.core_properties.language == language
    assert document.core_properties.title == texts[0]


def test_a_borrowed_item_in_a_job_description_names_its_language(seeded: None, client: Client) -> None:
    Competence.objects.filter(code="E", locale__language_code="hr").delete()
    Competence.objects.filter(code="E", locale__language_code="en").update(origin="A book")
    forget()
    codes = [item.code for item in repository().items() if item.letter == "E"][:1]
    response = client.post(f"{base('hr')}job-description/", {"written": "hr", "item": codes})
    document = docx.Document(io.BytesIO(response.content))
    marked = [mark.get(qn("w:val")) for mark in document.element.iter(qn("w:lang"))]
    assert len(marked) == 3
    assert document.paragraphs[-1].text == "E. A book"
    assert {tag.split("-")[0] for tag in marked} == {"en"}


def test_many_forms_from_one_address_have_to_wait(seeded: None, client: Client, settings: object) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"skills_job_profile": "2/hour"}
    answers = [client.post(f"{base('en')}job-profile/", {"text": "budget"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
