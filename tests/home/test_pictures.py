"""Pictures say nothing that is not said in words, and what stands beside a text helps."""

import re

import pytest
from django.test import Client

from core.seed import load, page_by_key
from core.vocabularies import Need
from home.models import HomePage, ProjectPage, StandardPage
from resources.models import CaseStudyPage, ResourceIndexPage
from resources.vocabularies import ResourceKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DRAWN = re.compile(r"<svg(?=[^>]*\bart\b)[^>]*>")


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="card.*?</article>', html, re.DOTALL)


def aside(html: str) -> str:
    found = re.search(r"<aside.*?</aside>", html, re.DOTALL)
    assert found
    return found.group()


def test_every_case_card_has_its_picture_and_its_need_in_words(client: Client, language: str) -> None:
    index = ResourceIndexPage.objects.get(locale__language_code=language, resource_kind=ResourceKind.CASE)
    shown = cards(body(client, index.url))
    assert len(shown) == CaseStudyPage.objects.in_language(language).count()
    for card in shown:
        need = re.search(r'class="sign line-(\w+)"', card)
        assert need
        words = re.sub(r"<svg.*?</svg>", "", card, flags=re.DOTALL)
        assert str(Need(need.group(1)).label) in words


def test_the_featured_and_the_related_cases_have_the_same_picture(client: Client) -> None:
    pictures = set()
    for language in ("en", "nl"):
        (featured,) = [card for card in cards(body(client, f"/{language}/")) if "card-feature" in card]
        pictures.add(re.search(r"<svg class=\"art\".*?</svg>", featured, re.DOTALL).group())
    case = page_by_key("case:leuven", "nl")
    assert case
    html = body(client, case.url)
    pictures.add(re.search(r"<svg class=\"art\".*?</svg>", html, re.DOTALL).group())
    assert len(pictures) == 1
    assert all("card-picture" in card for card in cards(html) if "card-art" in card)


@pytest.mark.parametrize("path", ["/en/", "/fr/"])
def test_drawings_are_skipped_by_screen_readers(client: Client, path: str) -> None:
    html = body(client, path)
    drawn = DRAWN.findall(html)
    assert drawn
    assert all('aria-hidden="true"' in one for one in drawn)
    assert "style=" not in html


def test_the_home_page_draws_a_place_with_people(client: Client, language: str) -> None:
    hero = re.search(r'<svg class="art home-art".*?</svg>', body(client, f"/{language}/"), re.DOTALL)
    assert hero
    assert hero.group().count('class="person') == 3
    assert 'class="counter"' in hero.group()
    assert HomePage.objects.get(locale__language_code=language).pact_label in hero.group()


def test_the_project_is_a_line_with_four_stops_and_its_figures(client: Client, language: str) -> None:
    page = ProjectPage.objects.get(locale__language_code=language)
    html = body(client, page.url)
    line = re.search(r'<ol class="bare output-line">.*?</ol>', html, re.DOTALL)
    assert line
    assert re.findall(r"IO\d", line.group()) == ["IO1", "IO2", "IO3", "IO4"]
    assert line.group().count('class="stop"') == line.group().count("<a ") == 4
    assert re.findall(r'<dd class="value">\s*(\d+)', html) == ["48", "16", "7"]


def test_a_project_without_figures_and_picture_shows_none(client: Client) -> None:
    page = ProjectPage.objects.get(locale__language_code="en")
    page.figures, page.hero_image = [], None
    page.save_revision().publish()
    html = body(client, page.url)
    assert 'class="figures"' not in html
    assert 'class="banner"' in html


@pytest.mark.parametrize("key", ["remote", "privacy", "legal", "accessibility", "contact"])
def test_something_useful_stands_beside_the_text(client: Client, language: str, key: str) -> None:
    page = page_by_key(key, language)
    assert page
    html = body(client, page.url)
    beside = aside(html)
    assert 'class="sign"' in beside
    links = re.findall(r'href="([^"#]*)(?:#([\w-]+))?"', re.sub(r"<svg.*?</svg>", "", beside, flags=re.DOTALL))
    assert links
    for path, anchor in links:
        if path:
            assert client.get(path.replace("&amp;", "&")).status_code == 200
        else:
            assert html.count(f'id="{anchor}"') == 1


def test_the_finder_lists_who_advises_at_a_distance(client: Client, language: str) -> None:
    texts = {item["key"]: item for item in load("home/content/pages.yaml")}["remote"]["texts"][language]
    (button,) = [block["button"] for block in texts["aside"] if "button" in block]
    assert "porta22-barcelona" in body(client, button["url"])


def test_the_data_page_has_its_facts_and_its_contents(client: Client) -> None:
    html = body(client, "/en/centres/data/?country=BE")
    beside, count = aside(html), re.search(r"links below give (\d+) centre", html)
    assert count
    assert re.search(rf"<dd>\s*{count.group(1)}\s*</dd>", beside)
    for anchor in re.findall(r'href="#([\w-]+)"', beside):
        assert html.count(f'id="{anchor}"') == 1


def test_a_page_without_a_sign_is_drawn_without_one(client: Client) -> None:
    page = StandardPage.objects.get(slug="legal-notice", locale__language_code="en")
    page.sign, page.aside = "", []
    page.save_revision().publish()
    beside = aside(body(client, page.url))
    assert "side-picture" in beside
    assert 'class="sign"' not in beside
