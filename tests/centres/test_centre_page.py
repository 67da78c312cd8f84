"""The page of one centre: what is known, in which language, and what is not."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from centres.models import Centre

pytestmark = pytest.mark.django_db
FINDERS = {"fr": "centres", "nl": "centra", "it": "centri", "pt": "centros", "hr": "centri", "en": "centres"}


def path(language: str, slug: str) -> str:
    return f"/{language}/{FINDERS[language]}/{slug}/"


def test_every_centre_has_a_page_in_every_language(seeded: None, client: Client) -> None:
    for slug in Centre.objects.values_list("slug", flat=True):
        assert client.get(path("en", slug)).status_code == 200, slug
    for language in FINDERS:
        assert client.get(path(language, "cisok-cakovec")).status_code == 200


def test_it_is_well_addressed(seeded: None, client: Client) -> None:
    head = client.get(path("hr", "cisok-cakovec")).context["head"]
    assert head.url.endswith("/hr/centri/cisok-cakovec/")
    assert [alternate.language for alternate in head.alternates] == ["hr", "en", "x-default"]
    assert not head.noindex
    assert set(head.switcher) == set(FINDERS)


def test_a_text_in_another_language_says_so(seeded: None, client: Client) -> None:
    response = client.get(path("hr", "citta-dei-mestieri-svizzera-italiana"))
    html = response.content.decode()
    assert response.context["head"].noindex
    assert response.context["head"].url.endswith("/it/centri/citta-dei-mestieri-svizzera-italiana/")
    assert 'class="prose" lang="it"' in html
    assert "notice-here" in html
    assert '<html lang="hr"' in html


def test_json_ld_says_only_what_is_known(seeded: None, client: Client) -> None:
    html = client.get(path("it", "citta-dei-mestieri-svizzera-italiana")).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1))
    assert data["name"] == "Città dei mestieri della Svizzera italiana"
    assert data["address"]["addressCountry"] == "CH"
    assert "openingHoursSpecification" not in data
    assert "geo" not in data


def test_hours_are_shown_with_their_doubt(seeded: None, client: Client) -> None:
    html = client.get(path("en", "citta-dei-mestieri-svizzera-italiana")).content.decode()
    assert "14:00–20:00" in html
    assert "Hours published: January 2020, to be confirmed" in html
    assert "By these hours:" in html


def test_confirmed_facts_lose_the_doubt_and_gain_it_after_a_year(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="citta-dei-mestieri-svizzera-italiana")
    for days, doubtful in [(10, False), (400, True)]:
        centre.checked_on = timezone.localdate() - timedelta(days=days)
        centre.save_revision().publish()
        response = client.get(path("en", centre.slug))
        assert response.context["to_confirm"] is doubtful
        assert ("By these hours:" in response.content.decode()) is doubtful


def test_a_closed_centre_says_so_and_points_to_the_nearest(seeded: None, client: Client) -> None:
    response = client.get(path("en", "citta-dei-mestieri-genova"))
    html = response.content.decode()
    assert "Closed since May 2016" in html
    assert "To be confirmed" not in html.split("Nearest other centres")[0]
    assert [row.number for row in response.context["nearest"]] == [1, 2, 3]


def test_a_branch_names_its_main_centre(seeded: None, client: Client) -> None:
    html = client.get(path("fr", "cite-des-metiers-gap")).content.decode()
    assert "/fr/centres/cite-des-metiers-marseille/" in html


def test_what_does_not_exist_is_not_found(seeded: None, client: Client) -> None:
    assert client.get("/en/centres/no-such-centre/").status_code == 404
    assert client.get("/en/centres/cisok-cakovec/more/").status_code == 404
    assert client.get(f"/en/centres/{'x' * 3000}/").status_code == 404
    Centre.objects.get(slug="cisok-cakovec").unpublish()
    assert client.get("/en/centres/cisok-cakovec/").status_code == 404


def test_hostile_text_stays_text(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.name = centre.site = centre.moves_to = '"><script>alert(1)</script>'
    for row in centre.texts.all():
        row.name = row.summary = row.description = row.papers = "</script><img src=x>"
        row.save()
    centre.save()
    html = client.get(path("en", centre.slug)).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_few_queries(seeded: None, client: Client, count_queries: object) -> None:
    assert count_queries(lambda: client.get(path("en", "cite-des-metiers-marseille"))) <= 10
