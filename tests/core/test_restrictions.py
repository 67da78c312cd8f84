"""Private pages stay out of lists and ask who comes, at no price for the public ones."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core.i18n.fallback import ensure_fallbacks
from core.seed import page_by_key
from home.models import StandardPage
from resources.models import CaseStudyPage
from tests.pages import one_of_each

pytestmark = pytest.mark.django_db


def private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def queries_about(table: str, run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        run()
    return sum(f'FROM "{table}"' in query["sql"] for query in queries)


def test_what_lies_below_a_private_page_is_private_and_its_neighbours_are_not(seeded: None) -> None:
    everything = set(CaseStudyPage.objects.live().values_list("pk", flat=True))
    index = CaseStudyPage.objects.live().filter(locale__language_code="fr").first().get_parent()
    private(index)
    below = set(CaseStudyPage.objects.descendant_of(index).values_list("pk", flat=True))
    assert below
    assert set(CaseStudyPage.objects.in_public().values_list("pk", flat=True)) == everything - below
    assert not CaseStudyPage.objects.in_language("fr").exists()


def test_a_page_below_a_private_one_asks_for_a_sign_in(seeded: None, client: Client) -> None:
    page = CaseStudyPage.objects.live().filter(locale__language_code="fr").first()
    assert client.get(page.url).status_code == 200
    private(page.get_parent())
    assert client.get(page.url).status_code == 302


def test_the_fallback_page_of_a_private_page_asks_for_a_sign_in(seeded: None, client: Client) -> None:
    home = page_by_key("home", "fr")
    page = home.add_child(instance=StandardPage(title="Interne", summary="Pour nous.", locale=home.locale))
    ensure_fallbacks(page)
    fallback = Page.objects.get(alias_of_id=page.pk, locale__language_code="hr")
    assert client.get(fallback.url).status_code == 200
    private(page)
    assert client.get(fallback.url).status_code == 302


def test_a_public_page_costs_no_query_for_restrictions(seeded: None, client: Client) -> None:
    for name, path in one_of_each("hr").items():
        client.get(path)
        assert not queries_about("wagtailcore_pageviewrestriction", lambda path=path: client.get(path)), name
