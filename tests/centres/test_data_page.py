"""The page on open data names formats that exist, keeps the filters, and says the true limits."""

import re
from typing import Any

import pytest
from django.test import Client

from centres.models import FinderPage
from core.limits import ExportThrottle

pytestmark = pytest.mark.django_db


def test_it_stands_in_every_language(seeded: None, client: Client, language: str) -> None:
    url = FinderPage.urls_by_language()[language] + "data/"
    response = client.get(url)
    assert response.status_code == 200
    assert "GeoNames" in response.content.decode()
    assert response.context["head"].switcher[language] == url
    assert not response.context["head"].noindex


def test_every_link_to_data_works(seeded: None, client: Client) -> None:
    html = client.get("/en/centres/data/").content.decode()
    links = {
        link.replace("&amp;", "&") for link in re.findall(r'href="(?:http://testserver)?(/(?:api|hsds)/[^"]*)"', html)
    }
    assert len(links) >= 10
    for link in links:
        assert client.head(link).status_code == 200, link


def test_the_filters_of_the_address_apply_to_the_files(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/data/?country=IT")
    assert response.context["count"] == client.get("/api/v1/centres?country=IT").json()["count"]
    assert all("country=IT" in way.url for way in response.context["files"])
    assert 'href="/en/centres/data/"' in response.content.decode()


def test_it_says_the_limits_that_hold(seeded: None, client: Client) -> None:
    count, seconds = ExportThrottle().parse_rate(ExportThrottle().get_rate())
    assert client.get("/en/centres/data/").context["limits"][0] == count * 60 // seconds


def test_it_is_cheap(seeded: None, client: Client, max_queries: Any) -> None:
    client.get("/en/centres/data/")
    with max_queries(10):
        client.get("/en/centres/data/")


@pytest.mark.parametrize("query", ["?bbox=1", "?need=%00", "?place=nowhere-at-all", "?lat=x"])
def test_nonsense_changes_nothing(seeded: None, client: Client, query: str) -> None:
    assert client.get(f"/en/centres/data/{query}").status_code == 200
