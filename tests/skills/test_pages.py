"""The repository of skills on its pages, in six languages."""

import html as entities
import json
import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from core.i18n.languages import LANGUAGES
from core.vocabularies import CompetenceCode
from skills.cards import competence_titles
from skills.models import Competence, SkillsIndexPage
from skills.parts import parts_of
from skills.sitemaps import CompetenceSitemap

pytestmark = pytest.mark.django_db

NEVER = re.compile(r"\b(certified|certificate|diploma|diplôme|certifié|gecertificeerd|certificato|certificado)\b", re.I)


def index_url(language: str) -> str:
    return SkillsIndexPage.objects.live().get(locale__language_code=language).get_url()


def text_of(client: Client, url: str) -> str:
    return read_text(client.get, url)


def read_text(get: Callable[[str], HttpResponse], url: str) -> str:
    response = get(url)
    assert response.status_code == 200, url
    return entities.unescape(response.content.decode())


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


def test_index_goes_from_a_to_g(seeded: None, client: Client, language: str) -> None:
    page = text_of(client, index_url(language))
    titles = competence_titles(language)
    assert list(titles) == list(CompetenceCode.values)
    places = [page.index(f'href="{title.url}"') for title in titles.values()]
    assert places == sorted(places)
    assert all(title.title in page and title.language == language for title in titles.values())


def test_index_explains_kinds_and_phases(seeded: None, client: Client) -> None:
    page = text_of(client, index_url("en"))
    for words in ("Knowledge", "Skills", "Predispositions", "Identification", "Certification", "No levels"):
        assert words in page
    phases = page.split('<h2 id="phases">', 1)[1].split("</ol>", 1)[0]
    assert phases.count("stop-done") == 2
    assert phases.count("stop-dashed") == 2


@pytest.mark.xdist_group("reading")
def test_every_competence_in_every_language(read: Callable[[str], HttpResponse], language: str) -> None:
    for code, title in competence_titles(language).items():
        page = read_text(read, title.url)
        assert f'<html lang="{language}"' in page
        parts = parts_of(Competence.objects.get(code=code, locale__language_code=language))
        assert 3 <= len(parts.tasks) <= 5
        assert {kind: len(texts) for kind, texts in parts.descriptors.items()} == {
            "knowledge": 3,
            "skill": 3,
            "predisposition": 3,
        }
        assert 3 <= len(parts.outcomes) <= 4
        for line in [*parts.tasks, *parts.outcomes, *(text for texts in parts.descriptors.values() for text in texts)]:
            assert line.text in page, (code, language, line)
            assert f'<li id="{line.code}">' in page


@pytest.mark.xdist_group("reading")
def test_less_than_a_formal_qualification_is_never_called_one(
    read: Callable[[str], HttpResponse], language: str
) -> None:
    for url in [index_url(language), *(title.url for title in competence_titles(language).values())]:
        found = NEVER.search(main_of(read_text(read, url)))
        # What a module, centre or practice says about foreign diplomas belongs to its own card.
        assert not found or 'class="cards' in main_of(read_text(read, url)), (url, found)


def test_own_text_is_labelled_and_levels_are_open(seeded: None, client: Client) -> None:
    page = text_of(client, competence_titles("en")["C"].url)
    assert "this portal’s own text" in page
    assert "none set: the project published no scale" in page
    Competence.objects.filter(code="C", locale__language_code="en").update(levels="Two levels", origin="A book")
    page = text_of(client, competence_titles("en")["C"].url)
    assert "Two levels" in page
    assert "this portal’s own text" not in page


def test_neighbours(seeded: None, client: Client) -> None:
    titles = competence_titles("hr")
    first, last = text_of(client, titles["A"].url), text_of(client, titles["G"].url)
    assert 'rel="prev"' not in first
    assert f'href="{titles["B"].url}" rel="next"' in first
    assert f'href="{titles["F"].url}" rel="prev"' in last
    assert 'rel="next"' not in last


def test_the_letter_decides_and_leads_to_the_present_address(seeded: None, client: Client) -> None:
    address = competence_titles("fr")["C"].url
    for tail in ("c/", "C/", "c-old-words/"):
        response = client.get(index_url("fr") + tail)
        assert (response.status_code, response["Location"]) == (301, address)


@pytest.mark.parametrize(
    "tail", ["h/", "aa/", "c-É/", "c" + "x" * 8000 + "/", "c-%3Cscript%3E/", "c/d/", "%00/", "c-%00/"]
)
def test_bad_addresses_get_a_plain_answer(seeded: None, client: Client, tail: str) -> None:
    assert client.get(index_url("fr") + tail).status_code in {400, 404}


def test_alternates_lead_to_the_same_competence(seeded: None, client: Client) -> None:
    head = text_of(client, competence_titles("pt")["D"].url).split("</head>")[0]
    for language in LANGUAGES:
        url = competence_titles(language)["D"].url
        assert f'hreflang="{language}" href="http://testserver{url}"' in head
    assert f'<link rel="canonical" href="http://testserver{competence_titles("pt")["D"].url}">' in head


def test_json_ld(seeded: None, client: Client) -> None:
    page = client.get(competence_titles("nl")["B"].url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    assert (data["@type"], data["termCode"], data["inLanguage"]) == ("DefinedTerm", "B", "nl")


def test_a_missing_translation_is_shown_in_another_language_and_says_so(seeded: None, client: Client) -> None:
    Competence.objects.filter(code="E", locale__language_code="hr").delete()
    title = competence_titles("hr")["E"]
    assert title.language == "en"
    page = text_of(client, title.url)
    assert '<html lang="hr"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="http://testserver{competence_titles("en")["E"].url}">' in page
    assert '<div lang="en">' in page
    index = text_of(client, index_url("hr"))
    assert f'href="{title.url}" lang="en"' in index
    other = text_of(client, competence_titles("hr")["A"].url)
    assert f'<span class="stops-label" lang="en">{title.short_title}</span>' in other
    assert f'hreflang="hr" href="http://testserver{title.url}"' not in text_of(client, competence_titles("en")["E"].url)


def test_without_english_any_language_is_better_than_none(seeded: None) -> None:
    Competence.objects.filter(code="E", locale__language_code__in=["hr", "en"]).delete()
    assert competence_titles("hr")["E"].language in {"fr", "nl", "it", "pt"}


def test_drafts_are_not_shown(seeded: None, client: Client) -> None:
    Competence.objects.filter(code="G").update(live=False)
    assert "G" not in competence_titles("en")
    assert client.get(index_url("en") + "g/").status_code == 404


def test_titles_in_one_query_and_without_a_page(seeded: None, max_queries: object) -> None:
    competence_titles("it")
    with max_queries(1):
        assert competence_titles("it")["A"].url.startswith("/it/")
    SkillsIndexPage.objects.all().delete()
    assert competence_titles("it")["A"].url == ""


def test_budgets(seeded: None, client: Client, max_queries: object) -> None:
    for url in (index_url("hr"), competence_titles("hr")["C"].url):
        client.get(url)
        with max_queries(10):
            client.get(url)


def test_index_does_not_grow_with_the_list(seeded: None, client: Client, count_queries: object) -> None:
    url = index_url("fr")
    all_seven = count_queries(lambda: client.get(url))
    Competence.objects.exclude(code__in=["A", "B"]).delete()
    assert count_queries(lambda: client.get(url)) == all_seven


def test_sitemap_has_every_competence_with_its_languages(seeded: None, client: Client, max_queries: object) -> None:
    CompetenceSitemap().part(1)  # what all pages share is at hand after it
    with max_queries(4):
        entries = CompetenceSitemap().part(1)
    assert len(entries) == 42
    assert entries[0].paths == {language: competence_titles(language)["A"].url for language in entries[0].paths}
    xml = client.get("/sitemap-competences-1.xml").content.decode()
    for language in LANGUAGES:
        assert f"<loc>http://testserver{competence_titles(language)['C'].url}</loc>" in xml
