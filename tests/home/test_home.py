"""The home page: six languages, two doors that work without scripts, honest counts, a constant number of queries."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from centres.finder.counts import counts_by_need
from centres.models import Centre
from community.models import Organisation
from core.i18n.languages import LANGUAGES
from core.i18n.localised import language_of, pages_here
from core.models import LanguageSettings
from core.seed import load, page_by_key
from core.vocabularies import Need
from home.models import HomePage, OutputPage, ProjectPage, StandardPage
from home.views.front import competence_stops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

KEYS = ["project", "project-io1", "project-io4", "remote", "contact", "privacy", "legal", "accessibility"]


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_home_page_speaks_its_language(client: Client, language: str) -> None:
    html, texts = body(client, f"/{language}/"), load("home/content/home.yaml")["texts"][language]

    assert f'<html lang="{language}"' in html
    for name in ("headline", "citizen_title", "practitioner_title", "needs_title", "questions_title", "learning_title"):
        assert texts[name] in html
    for title, text in texts["needs"].values():
        assert title in html
        assert text in html


def test_the_citizens_door_is_a_plain_form_to_the_finder(client: Client, language: str) -> None:
    html, finder = body(client, f"/{language}/"), page_by_key("centres", language)

    assert finder is not None
    assert re.search(rf'<form[^>]*action="{finder.url}"[^>]*method="get"', html)
    assert 'name="place"' in html
    for code in Need.values:
        assert f'<option value="{code}">' in html
        assert f'href="{finder.url}?need={code}"' in html
    assert client.get(f"{finder.url}?place=Rijeka&need=orient").status_code == 200


@pytest.mark.xdist_group("reading")
def test_every_link_of_the_home_page_leads_somewhere_in_its_language(
    read: Callable[[str], HttpResponse], language: str
) -> None:
    html = read(f"/{language}/").content.decode().split('<main id="main"')[1].split("<footer")[0]
    paths = {path.split("#")[0] for path in re.findall(r'href="(/[^"]*)"', html)} - {""}

    pages = {path for path in paths if not path.startswith(("/static/", "/media/"))}
    assert len(pages) > 20
    for path in pages:
        assert path.startswith(f"/{language}/"), path
        assert read(path).status_code == 200, path


def test_counts_are_those_of_the_directory() -> None:
    total, counts = counts_by_need()
    rows = list(Centre.objects.public().values_list("needs", flat=True))

    assert total == len(rows)
    for code in Need.values:
        assert counts[code] == sum(code in needs for needs in rows)


def test_the_seven_competences_lead_to_their_modules(client: Client, language: str) -> None:
    stops = competence_stops(language)

    assert [stop["stop"] for stop in stops] == list("ABCDEFG")
    assert all(stop["url"].startswith(f"/{language}/") for stop in stops)


def test_the_six_partners_are_named(client: Client) -> None:
    html = body(client, "/en/")
    names = [organisation.name_in("en").text for organisation in Organisation.objects.listed().partners()]

    assert len(names) == 6
    assert all(name in html for name in names)


def test_the_home_page_keeps_its_budget(
    client: Client, language: str, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    assert count_queries(lambda: client.get(f"/{language}/")) <= 12


def test_queries_do_not_grow_with_the_directory(
    client: Client, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    before = count_queries(lambda: client.get("/en/"))
    for number in range(18):
        Organisation.objects.create(
            name=f"Partner {number}", name_language="en", slug=f"partner-{number}", project_role="partner", live=True
        )
    assert count_queries(lambda: client.get("/en/")) == before


def test_no_cookie_before_a_click(client: Client, language: str) -> None:
    for key in KEYS:
        page = page_by_key(key, language)
        assert page is not None
        response = client.get(page.url)
        assert not response.cookies, key
    assert not client.get(f"/{language}/").cookies


@pytest.mark.parametrize("key", KEYS)
def test_every_page_is_written_in_every_language(client: Client, key: str) -> None:
    titles = set()
    for language in LANGUAGES:
        page = page_by_key(key, language)
        assert page is not None
        assert page.alias_of_id is None
        html = body(client, page.url)
        assert f"<h1>{page.title}</h1>" in html.replace("&#x27;", "'")
        titles.add((language, page.title))
    assert len(titles) == 6


def test_header_and_footer_are_complete_in_every_language(client: Client, language: str) -> None:
    html, texts = body(client, f"/{language}/"), load("home/content/chrome.yaml")[language]

    assert LanguageSettings.objects.filter(locale__language_code=language).count() == 1
    for entry in [*texts["navigation"], *texts["legal"], *(link for c in texts["columns"] for link in c["links"])]:
        assert f">{entry['label']}</a>" in html, entry
    assert texts["claim"] in html
    assert texts["funding"] in html


def test_the_project_page_shows_outputs_and_partners(client: Client, language: str) -> None:
    project = ProjectPage.objects.get(locale__language_code=language)
    html = body(client, project.url)

    assert "2019-1-FR01-KA202-063068" in html
    outputs = OutputPage.objects.child_of(project)
    assert [page.number for page in outputs] == ["1", "2", "3", "4"]
    assert all(page.url in html for page in outputs)
    assert html.count('<th scope="row">') == 6


def test_an_output_shows_where_it_stands_among_the_four(client: Client) -> None:
    html = body(client, OutputPage.objects.get(slug="toolkit").url)

    assert html.count('class="stops-label"') == 4
    assert len(re.findall(r'<a href="[^"]*" aria-current="page">\s*<span class="stop stop-here">2</span>', html)) == 1


def test_detail_pages_keep_their_budget(client: Client, count_queries: Callable[[Callable[[], Any]], int]) -> None:
    for key in KEYS:
        page = page_by_key(key, "hr")
        assert page is not None
        assert count_queries(lambda url=page.url: client.get(url)) <= 10, key


def test_a_link_follows_the_reader_to_the_version_in_the_own_language() -> None:
    french, croatian = page_by_key("legal", "fr"), page_by_key("legal", "hr")
    assert french is not None
    assert croatian is not None
    pages = pages_here([french.pk, 0, None, 987654], croatian.locale, [StandardPage])

    assert pages.chosen(french.pk) == croatian
    assert pages.chosen(987654) is None
    assert pages.url_of(StandardPage).startswith("/hr/")
    assert language_of(croatian) == "hr"


def test_a_link_to_a_draft_is_left_out() -> None:
    french, croatian = page_by_key("legal", "fr"), page_by_key("legal", "hr")
    assert french is not None
    assert croatian is not None
    StandardPage.objects.filter(pk=croatian.pk).update(live=False)

    assert pages_here([french.pk], croatian.locale).chosen(french.pk) is None


def test_a_home_page_without_its_extras_still_stands(client: Client) -> None:
    page = home("nl")
    page.remote_page = page.featured = None
    page.practitioner_links = page.questions = []
    page.save()
    Organisation.objects.all().delete()

    assert page.headline in body(client, "/nl/")
