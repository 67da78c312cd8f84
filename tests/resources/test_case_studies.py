"""A case study lets a colleague judge, print, cite."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from resources.models import CaseStudyPage
from resources.models.case_studies import SECTIONS


@pytest.fixture
def protection(page_of) -> CaseStudyPage:
    return page_of(CaseStudyPage, "case:data-protection", "en")


def test_sections_stand_in_order_as_stops(protection: CaseStudyPage, client: Client) -> None:
    html = client.get(protection.url).content.decode()
    assert re.findall(r'<section class="line-stop" id="(\w+)">', html) == list(SECTIONS)


def test_empty_section_is_left_out(protection: CaseStudyPage) -> None:
    protection.tips = ""
    assert [section.name for section in protection.sections] == list(SECTIONS[:-1])


def test_facts_and_credit_are_shown(page_of, client: Client) -> None:
    page = page_of(CaseStudyPage, "case:liege", "fr")
    html = client.get(page.url).content.decode()
    for text in ("Cité des métiers de Liège", "Forem", "IFAPME", "status-moving", "La Dernière Heure", "2021"):
        assert text in html
    assert 'href="https://creativecommons.org/licenses/by/4.0/" rel="license"' in html


def test_citation_names_author_year_address_and_licence(protection: CaseStudyPage, client: Client) -> None:
    html = client.get(protection.url).content.decode()
    cited = re.sub(r"<[^>]+>", "", re.search(r'id="cite">(.*?)</section>', html, re.S).group(1))
    for text in ("Keep in Pact (2026)", protection.title, f"http://testserver{protection.url}", "CC BY 4.0"):
        assert text in cited


def test_example_text_is_the_portals_own(protection: CaseStudyPage) -> None:
    assert protection.author == "Keep in Pact"
    protection.example = False
    assert protection.author == protection.credited_to.name == "Cités des métiers International Network"


def test_original_title_carries_its_language(page_of, client: Client) -> None:
    page = page_of(CaseStudyPage, "case:cakovec", "fr")
    assert re.search(r'<dd lang="hr">\s*Savjetovanje o karijeri', client.get(page.url).content.decode())
    source = page_of(CaseStudyPage, "case:cakovec", "hr")
    assert source.shown_original_title == ""


def test_competences_link_to_the_repository(protection: CaseStudyPage, client: Client) -> None:
    html = client.get(protection.url).content.decode()
    block = re.search(r'letter-list".*?</ul>', html, re.S).group(0)
    assert re.findall(r'class="stop">(\w)<', block) == ["B", "C"]
    links = re.findall(r'href="(/en/[^"]+)"', block)
    assert len(links) == 2
    assert all(client.get(link).status_code == 200 for link in links)


def test_related_share_something_and_never_the_page_itself(protection: CaseStudyPage, client: Client) -> None:
    related = client.get(protection.url).context["related"]
    assert 0 < len(related) <= 3
    assert protection.pk not in {page.pk for page in related}
    assert all(
        set(page.competences + page.themes) & set(protection.competences + protection.themes) for page in related
    )


@pytest.mark.parametrize(
    ("started", "ended", "shown"),
    [(2006, None, "since 2006"), (2019, 2022, "2019–2022"), (2019, 2019, "2019"), (None, None, "")],
)
def test_years_in_words(protection: CaseStudyPage, started, ended, shown) -> None:
    protection.started, protection.ended = started, ended
    with translation.override("en"):
        assert protection.years == shown


def test_last_year_before_first_year_is_an_error_of_that_field(protection: CaseStudyPage) -> None:
    protection.started, protection.ended = 2020, 2019
    with pytest.raises(ValidationError) as error:
        protection.full_clean()
    assert list(error.value.message_dict) == ["ended"]
    assert "2020" in error.value.message_dict["ended"][0]


@pytest.mark.parametrize("field", ["summary", "context", "need", "done", "result", "attention", "transferability"])
def test_missing_text_is_an_error_of_that_field(protection: CaseStudyPage, field: str) -> None:
    setattr(protection, field, "")
    with pytest.raises(ValidationError) as error:
        protection.full_clean()
    assert list(error.value.message_dict) == [field]


def test_search_finds_everything_said(protection: CaseStudyPage) -> None:
    assert "human bookstore" in protection.search_body()
    assert "<p>" not in protection.search_body()
    assert protection.search_facets()["theme"] == ["data-protection", "links", "partnership"]
    assert protection.search_facets()["competence"] == ["B", "C"]
    assert "Cités des métiers International Network" in protection.search_names()


def test_article_says_licence_place_and_sources(page_of) -> None:
    data = page_of(CaseStudyPage, "case:porto", "pt").json_ld()
    assert data["license"].startswith("https://creativecommons.org/")
    assert data["spatialCoverage"]["identifier"] == "PT"
    assert data["citation"][0].startswith("https://www.porto.pt/")
    json.dumps(data, default=str)


def test_links_go_to_the_sources(seeded, client: Client) -> None:
    for page in CaseStudyPage.objects.in_language("en"):
        assert all(child.value["url"].startswith("http") for child in page.sources)
        assert len(page.sources)
