"""Atom feeds of lists, in six languages."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from agenda.models import EventPage
from core.feeds import LATEST
from core.seed import page_by_key
from resources.models import CaseStudyPage, PublicationPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = {"case-studies": CaseStudyPage, "publications": PublicationPage, "agenda": EventPage}


def entries(client: Client, url: str) -> list[ElementTree.Element]:
    response = client.get(f"{url}feed.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def text(entry: ElementTree.Element, name: str) -> str:
    found = entry.find(ATOM + name)
    return (found.text or "") if found is not None else ""


@pytest.mark.parametrize("key", LISTS)
def test_a_list_tells_what_was_published_in_its_language(client: Client, key: str, language: str) -> None:
    page = page_by_key(key, language)
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [link["href"] for link in html.select('link[rel=alternate][type="application/atom+xml"]')] == [
        f"{page.url}feed.atom"
    ]
    root = ElementTree.fromstring(client.get(f"{page.url}feed.atom").content)
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == page.specific.content_language
    found = {text(entry, "title") for entry in entries(client, page.url)}
    real = LISTS[key].objects.in_language(language).real()
    assert found == set(real.values_list("title", flat=True)[:LATEST])
    assert found


def test_the_newest_comes_first_and_an_entry_keeps_its_name(client: Client) -> None:
    page, study = page_by_key("case-studies", "fr"), CaseStudyPage.objects.in_language("fr").real().last()
    CaseStudyPage.objects.filter(pk=study.pk).update(first_published_at=timezone.now() + timedelta(minutes=1))
    first = entries(client, page.url)[0]
    assert text(first, "title") == study.title
    before = text(first, "id")
    CaseStudyPage.objects.filter(pk=study.pk).update(title="Autre <titre> & plus")
    again = entries(client, page.url)[0]
    assert (text(again, "id"), text(again, "title")) == (before, "Autre <titre> & plus")
    other = {text(entry, "id") for entry in entries(client, page_by_key("case-studies", "nl").url)}
    assert before not in other


def test_private_pages_and_fallbacks_are_not_told(client: Client) -> None:
    page, study = page_by_key("case-studies", "en"), CaseStudyPage.objects.in_language("en").real().first()
    PageViewRestriction.objects.create(page=study, restriction_type=PageViewRestriction.LOGIN)
    assert study.title not in {text(entry, "title") for entry in entries(client, page.url)}
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{page.url}feed.atom").status_code == 404


@pytest.mark.parametrize("key", ["home", "contact"])
def test_other_pages_have_no_feed(client: Client, key: str) -> None:
    assert client.get(f"{page_by_key(key, 'en').url}feed.atom").status_code == 404
    assert client.get("/en/nowhere/feed.atom").status_code == 404


def test_an_empty_list_is_a_feed_too(client: Client) -> None:
    CaseStudyPage.objects.update(first_published_at=None)
    assert entries(client, page_by_key("case-studies", "en").url) == []


def test_few_and_many_cost_the_same(client: Client, max_queries: object) -> None:
    url = page_by_key("case-studies", "en").url
    client.get(f"{url}feed.atom")
    with max_queries(6):
        assert client.get(f"{url}feed.atom").status_code == 200
