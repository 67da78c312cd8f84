"""The root, the 404, the sitemap, the health views."""

import re
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from centres.models import Centre
from core.i18n.sitemaps import LanguageSitemap
from core.work import signs
from core.work.models import Sign
from core.work.tasks import prune

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("hr,en;q=0.8", "/hr/"),
        ("pt-BR,pt;q=0.9", "/pt/"),
        ("fr-BE", "/fr/"),
        ("nl-BE,fr;q=0.5", "/nl/"),
        ("de", "/en/"),
        ("", "/en/"),
    ],
)
def test_root_speaks_the_visitors_language(seeded: None, client: Client, accepted: str, expected: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})
    assert response.status_code == 302
    assert response["Location"] == expected
    assert "Accept-Language" in response["Vary"]


def test_a_kept_choice_wins_over_the_browser(seeded: None, client: Client) -> None:
    client.cookies["language"] = "it"
    assert client.get("/", headers={"accept-language": "hr"})["Location"] == "/it/"


def test_404_offers_the_page_in_other_languages(seeded: None, client: Client) -> None:
    from home.models import StandardPage

    page = StandardPage.objects.live().filter(locale__language_code="fr", alias_of__isnull=True).first()
    response = client.get(f"/nl/xyz/{page.slug}/")
    assert response.status_code == 404
    html = response.content.decode()
    assert page.get_url() in html
    assert '<html lang="nl"' in html


@pytest.mark.parametrize(
    "path", ["/fr/%00/", "/fr/" + "a" * 8000 + "/", "/fr/<script>/", "/xx/", "/fr/..%2f..%2fetc/passwd", "/fr/%ff%fe/"]
)
def test_hostile_addresses_get_a_plain_answer(seeded: None, client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code in {400, 404}


NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap_urls(client: Client) -> list[ET.Element]:
    """Every ``url`` of every file the index names."""
    index = ET.fromstring(client.get("/sitemap.xml").content)
    files = [location.text.removeprefix("http://testserver") for location in index.findall("s:sitemap/s:loc", NAMES)]
    assert len(files) == len(set(files)) >= 4
    return [url for file in files for url in ET.fromstring(client.get(file).content).findall("s:url", NAMES)]


def test_sitemap_lists_every_language_with_alternates(seeded: None, client: Client) -> None:
    urls = sitemap_urls(client)
    locations = [url.find("s:loc", NAMES).text for url in urls]
    assert len(locations) == len(set(locations))
    for language in ("fr", "nl", "it", "pt", "hr", "en"):
        home = next(url for url in urls if url.find("s:loc", NAMES).text.endswith(f"/{language}/"))
        assert {link.get("hreflang") for link in home.findall("x:link", NAMES)} >= {
            "fr",
            "nl",
            "it",
            "pt",
            "hr",
            "en",
            "x-default",
        }
    assert any(re.search(r"/hr/centri/cisok", location) for location in locations)


def test_sitemap_is_complete_in_files_of_any_size(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch, max_queries: Callable
) -> None:
    whole = {url.find("s:loc", NAMES).text for url in sitemap_urls(client)}
    cache.clear()
    monkeypatch.setattr(LanguageSitemap, "limit", 7)
    assert {url.find("s:loc", NAMES).text for url in sitemap_urls(client)} == whole
    last = -(-Centre.objects.public().count() // 7)
    assert client.get(f"/sitemap-centres-{last}.xml").status_code == 200
    for path in (f"/sitemap-centres-{last + 1}.xml", "/sitemap-centres-0.xml", "/sitemap-nothing-1.xml"):
        assert client.get(path).status_code == 404
    with max_queries(1):  # what the directory holds now; all else is kept
        assert client.get("/sitemap-centres-1.xml").status_code == 200


def test_sitemap_follows_the_directory_and_never_the_host_that_was_asked(seeded: None, client: Client) -> None:
    assert b"//testserver/" in client.get("/sitemap.xml", headers={"host": "localhost"}).content
    assert b"/cisok-cakovec/" in client.get("/sitemap-centres-1.xml").content
    Centre.objects.get(slug="cisok-cakovec").unpublish()
    assert b"/cisok-cakovec/" not in client.get("/sitemap-centres-1.xml").content


def test_health(seeded: None, client: Client, settings: object) -> None:
    assert client.get("/-/live").status_code == 200
    assert client.get("/-/ready").status_code == 200
    assert client.get("/-/health").status_code == 403
    settings.HEALTH_TOKEN = "monitor"
    signs.give("a worker")
    response = client.get("/-/health", headers={"authorization": "Bearer monitor"})
    assert response.status_code == 200, response.content
    assert set(response.json()["parts"]) >= {"database", "migrations", "search", "worker"}


def test_health_tells_that_no_worker_runs(seeded: None, client: Client, settings: object) -> None:
    settings.HEALTH_TOKEN = "monitor"
    signs.give("a worker")
    Sign.objects.update(seen_at=timezone.now() - timedelta(minutes=10))
    prune.enqueue()
    response = client.get("/-/health", headers={"authorization": "Bearer monitor"})
    assert response.status_code == 503
    worker = response.json()["parts"]["worker"]
    assert (worker["ok"], worker["error"]) == (False, "No worker runs.")
    assert worker["detail"]["waiting"] == 1
    assert 600 <= worker["detail"]["age_seconds"] < 660


def test_robots_names_the_sitemap(client: Client) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_api_errors_are_problem_details(seeded: None, client: Client) -> None:
    response = client.get("/api/v1/nothing-here")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404


def test_openapi_describes_the_contract(seeded: None, client: Client) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert {
        "/api/v1/centres",
        "/api/v1/places",
        "/api/v1/search",
        "/api/v1/suggest",
        "/api/v1/centres/clusters",
    } <= set(schema["paths"])


def test_policy_keeps_everything_on_this_host(seeded: None, client: Client) -> None:
    policy = client.get("/fr/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.replace("upgrade-insecure-requests", "")
