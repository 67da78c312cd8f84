"""What a page may cost: queries and bytes."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client

from tests.pages import extra_paths, one_of_each

pytestmark = pytest.mark.django_db

BUDGETS = {
    "HomePage": 12,
    "FinderPage": 10,
    "finder place": 10,
    "finder filters": 10,
    "search": 6,
    "search nothing": 6,
}


def test_queries_of_every_page_type(seeded: None, client: Client, max_queries: object) -> None:
    """Warm process, no page cache: 10 for a list or a detail, 12 for home, 6 for the search."""
    for name, path in (one_of_each("hr") | extra_paths("hr")).items():
        client.get(path)
        with max_queries(BUDGETS.get(name, 10)):
            client.get(path)


def test_a_cold_cache_costs_at_most_three_queries_more(seeded: None, client: Client, max_queries: object) -> None:
    path = one_of_each("pt")["HomePage"]
    client.get(path)
    cache.clear()
    with max_queries(BUDGETS["HomePage"] + 3):
        client.get(path)


def gz(path: str) -> int:
    found = finders.find(path)
    assert found, path
    with open(found, "rb") as file:
        return len(gzip.compress(file.read(), 9))


def test_styles_and_scripts_of_a_text_page() -> None:
    assert gz("core/base.css") + gz("core/components.css") + gz("core/site.js") <= 30_000


def test_html_is_light(seeded: None, client: Client, language: str) -> None:
    for name, path in (one_of_each(language) | extra_paths(language)).items():
        assert len(gzip.compress(client.get(path).content, 6)) < 30_000, name
