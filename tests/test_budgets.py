"""What a page may cost: queries and bytes."""

import gzip
from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.pages import extra_paths, one_of_each

pytestmark = pytest.mark.django_db

BUDGETS = {
    "AgendaIndexPage": 7,
    "CommunityIndexPage": 6,  # which organisations, those of this part of the list, their texts
    "GlossaryPage": 6,
    "ImpactPage": 8,  # its languages, names of organisations twice, the most read pages and their names, as of when
    "ProjectPage": 10,  # one for each kind of page below it
    "ScenePage": 7,  # its stills and where they are, the scenes it leads to
    "competence": 7,
    "letters": 11,  # the gallery of the demo: an example of each letter looks for its own address
    "organisation": 8,
    "search": 4,
    "search empty": 0,
    "training plan": 7,  # its modules, their files
    "unit with quiz": 6,  # files of the units
    "unit with scene": 9,  # the scene, its pictures, files of the other units
}
USUAL = 5
"""Two for the page and the way to it, one for its languages, two of its own."""
COLD_HOME = 15


def test_queries_of_every_page_type(seeded: None, client: Client, max_queries: object) -> None:
    """Warm process, no page cache."""
    for name, path in (one_of_each("hr") | extra_paths("hr")).items():
        client.get(path)
        with max_queries(BUDGETS.get(name, USUAL)):
            client.get(path)


def test_a_cold_cache_costs_few_queries_more(seeded: None, client: Client, max_queries: object) -> None:
    path = one_of_each("pt")["HomePage"]
    client.get(path)
    cache.clear()
    with max_queries(COLD_HOME):
        client.get(path)


def gz(path: str) -> int:
    found = finders.find(path)
    assert found, path
    with open(found, "rb") as file:
        return len(gzip.compress(file.read(), 9))


def test_styles_and_scripts_of_a_text_page() -> None:
    sheets = ("core/base.css", "core/components.css")
    assert gz("core/home.css") <= 3_000
    assert sum(map(gz, sheets)) + gz("core/site.js") <= 30_000


@pytest.mark.xdist_group("reading")
def test_html_is_light(read: Callable[[str], HttpResponse], language: str) -> None:
    for name, path in (one_of_each(language) | extra_paths(language)).items():
        assert len(gzip.compress(read(path).content, 6)) < 30_000, name
