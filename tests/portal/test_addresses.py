"""The root, the 404, the sitemap, the health views."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

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


def test_sitemap_lists_every_language_with_alternates(seeded: None, client: Client) -> None:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ET.fromstring(response.content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = root.findall("s:url", names)
    locations = [url.find("s:loc", names).text for url in urls]
    assert len(locations) == len(set(locations))
    for language in ("fr", "nl", "it", "pt", "hr", "en"):
        home = next(url for url in urls if url.find("s:loc", names).text.endswith(f"/{language}/"))
        assert {link.get("hreflang") for link in home.findall("x:link", names)} >= {
            "fr",
            "nl",
            "it",
            "pt",
            "hr",
            "en",
            "x-default",
        }
    assert any(re.search(r"/hr/centri/cisok", location) for location in locations)


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
