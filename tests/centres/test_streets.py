"""Street tiles: no other host before the click, one after it, on that page alone."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = ["/en/centres/", "/hr/centri/cisok-cakovec/"]
CLICK = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def hosts(response: object) -> str:
    return response["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_without_the_click_no_other_host_is_asked(seeded: None, client: Client, path: str) -> None:
    response = client.get(path, **CLICK)
    assert "http" not in hosts(response)
    assert "tile.openstreetmap.org" not in response.content.decode()
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_after_the_click_the_pictures_of_one_host_are_let_in(seeded: None, client: Client, path: str) -> None:
    response = client.get(f"{path}?streets=1", **CLICK)
    policy = {part.split()[0]: part.split()[1:] for part in hosts(response).split("; ")}
    assert policy["img-src"] == ["'self'", "data:", "https://tile.openstreetmap.org"]
    assert [name for name, sources in policy.items() if any("http" in source for source in sources)] == ["img-src"]
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("headers", [{}, {"HTTP_SEC_FETCH_SITE": "none"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}])
def test_an_address_from_elsewhere_is_not_a_click(seeded: None, client: Client, headers: dict[str, str]) -> None:
    response = client.get("/en/centres/?streets=1", **headers)
    assert "http" not in hosts(response)
    assert not response.context["streets"].tiles
    assert "Sec-Fetch-Site" in response["Vary"]


def test_an_old_browser_shows_its_click_by_the_page_it_comes_from(seeded: None, client: Client) -> None:
    assert client.get("/en/centres/?streets=1", HTTP_REFERER="http://testserver/en/centres/").context["streets"].tiles
    assert not client.get("/en/centres/?streets=1", HTTP_REFERER="http://example.org/").context["streets"].tiles


def test_the_link_says_who_learns_the_address(seeded: None, client: Client) -> None:
    html = client.get("/en/centres/?need=work").content.decode()
    assert "OpenStreetMap Foundation then gets your IP address and the part of the map you look at." in html
    assert 'href="?need=work&amp;streets=1#map"' in html


def test_links_and_forms_keep_them_and_counts_do_not_change(seeded: None, client: Client) -> None:
    plain = client.get("/en/centres/?need=orient")
    response = client.get("/en/centres/?need=orient&streets=1", **CLICK)
    html = response.content.decode()
    assert html.count('<input type="hidden" name="streets" value="1">') == 2
    assert all("streets=1" in chip.url for chip in response.context["chips"])
    assert response.context["count"] == plain.context["count"]
    assert "streets" not in response.context["map"]["endpoint"]
    assert response.context["streets"].url == "?need=orient#map"


def test_an_operator_can_leave_them_out(seeded: None, client: Client, settings: object) -> None:
    settings.STREET_TILES_URL = ""
    response = client.get("/en/centres/?streets=1", **CLICK)
    assert "http" not in hosts(response)
    assert "Show the streets" not in response.content.decode()
