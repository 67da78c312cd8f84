"""The page of one centre: what is known, in which language, and what is not."""

import json
import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from centres.models import Centre, CentreText, SpecialHours
from centres.sitemaps import CentreSitemap
from core.seed import page_by_key

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


def test_without_english_x_default_is_a_page_that_may_be_indexed(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    CentreText.objects.filter(centre=centre, language="en").delete()
    CentreText(centre=centre, language="it", summary="Un posto dove chiedere consiglio.").save()
    response = client.get(path("hr", "cisok-cakovec"))
    default = response.context["head"].alternates[-1]
    assert default.language == "x-default"
    assert default.url.endswith("/it/centri/cisok-cakovec/")
    assert not client.get(default.url).context["head"].noindex
    entries = [entry for entry in CentreSitemap().part(1) if "cisok-cakovec" in entry.paths[entry.language]]
    assert {entry.language for entry in entries} == set(entries[0].paths) == {"hr", "it"}


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


@pytest.fixture
def complete(seeded: None) -> Centre:
    """The centre of Brussels as its own people might keep it: every fact known, days with other hours ahead."""
    centre = Centre.objects.get(slug="cite-des-metiers-bruxelles")
    today = timezone.localdate()
    facts = {
        "hours": "Mo-Su 09:00-17:00; PH off", "checked_on": today, "checked_by": "owner", "interpreters": True,
        "access": ["walk-in", "appointment", "phone"], "latitude": "50.851", "longitude": "4.369",
        "point_precision": "door", "address_level": "address", "accessible": ["step-free"], "age_from": 15,
    }  # fmt: skip
    for name, value in facts.items():
        setattr(centre, name, value)
    for row in centre.texts.all():
        row.transport, row.papers, row.access_note = f"Tram {row.language}", f"Card {row.language}", "Ring twice."
        row.save()
    week_end = today + timedelta(days=6 - today.weekday())
    centre.special_hours = [
        SpecialHours(first_day=today, last_day=today, opens=time(10), closes=time(11), reason="journée du personnel"),
        SpecialHours(first_day=week_end + timedelta(days=9), last_day=week_end + timedelta(days=9)),
    ]
    centre.save()
    return centre


def test_how_to_come_is_answered_in_full(complete: Centre, client: Client) -> None:
    html = client.get(path("en", complete.slug)).content.decode()
    for words in (
        "Checked on",
        "by the centre itself",
        "interpreters on request",
        "Ask for an interpreter when you make contact.",
        "an appointment is possible too. You can get advice by phone.",
        "Ring twice.",
        "Card en",
        "Tram en",
        "from 15 years",
        "Step-free entrance",
        "The point on the map marks the entrance.",
    ):
        assert words in html, words
    assert '<span lang="fr">Tram fr</span>' in client.get(path("hr", complete.slug)).content.decode()


def test_a_special_day_is_named_in_the_week_and_the_next_ones_below(complete: Centre, client: Client) -> None:
    html = client.get(path("en", complete.slug)).content.decode()
    week = html.split('<table class="hours">')[1].split("</table>")[0]
    today = week.split('class="is-today"')[1].split("</tr>")[0]
    assert "10:00–11:00" in today
    assert '<span lang="fr">journée du personnel</span>' in today
    below = html.split("Days with other hours")[1].split("</ul>")[0]
    assert below.count("<li>") == 1
    assert "closed" in below


def test_the_way_there_is_offered_when_the_door_or_street_is_known(complete: Centre, client: Client) -> None:
    link = "https://www.openstreetmap.org/directions?to=50.851000,4.369000"
    assert f'href="{link}" rel="noopener"' in client.get(path("en", complete.slug)).content.decode()
    complete.point_precision = "city"
    complete.save()
    assert "openstreetmap.org/directions" not in client.get(path("en", complete.slug)).content.decode()


def test_the_page_is_kept_for_a_moment_and_never_after_a_change(complete: Centre, client: Client) -> None:
    page = path("en", complete.slug)
    with CaptureQueriesContext(connection) as first:
        client.get(page)
    with CaptureQueriesContext(connection) as second:
        client.get(page)
    assert len(second) < len(first)
    complete.site = "Another tower"
    complete.save()
    assert "Another tower" in client.get(page).content.decode()


def test_suspended_without_a_point_leads_on_too(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.status, centre.latitude, centre.longitude = "suspended", None, None
    centre.save()
    html = client.get(path("en", centre.slug)).content.decode()
    assert re.search(r'href="/en/centres/\?country=HR">\s*Other centres in Croatia\s*</a>', html)


def test_a_main_centre_names_its_branches(seeded: None, client: Client) -> None:
    html = client.get(path("en", "cite-des-metiers-marseille")).content.decode()
    branches = html.split("Branches")[1].split("</ul>")[0]
    assert "/en/centres/cite-des-metiers-gap/" in branches
    Centre.objects.get(slug="cite-des-metiers-gap").unpublish()
    html = client.get(path("en", "cite-des-metiers-marseille")).content.decode()
    assert "/en/centres/cite-des-metiers-gap/" not in html


def test_it_can_be_printed_saved_and_corrected(seeded: None, client: Client) -> None:
    html = client.get(path("fr", "cisok-cakovec")).content.decode()
    for word in ("vcard", "suggest", "claim"):
        assert f'href="/fr/centres/cisok-cakovec/{word}/"' in html, word
    assert re.search(r"<button[^>]* data-print hidden>", html)


def test_what_is_not_known_is_named_once(seeded: None, client: Client) -> None:
    html = client.get(path("en", "cisok-cakovec")).content.decode()
    assert html.count("Not yet known") == html.count("Ask before you go") == 1
    assert re.findall(r'<span id="([\w-]+)">', html)[:2] == ["unknown-phone", "unknown-email"]
    assert '<span id="hours">opening hours</span>' in html
    assert 'class="hours"' not in html
    assert "opening hours" not in html.split("Not verified:")[1].split("</p>")[0]


def test_a_plate_stands_beside_the_title(seeded: None, client: Client) -> None:
    plates = [
        re.search(r'centre-plate no-print">(<svg class="art".*?</svg>)', client.get(path("en", slug)).content.decode())
        for slug in ("cisok-cakovec", "citta-dei-mestieri-milano")
    ]
    assert len({plate.group(1) for plate in plates if plate}) == 2


def test_a_complete_centre_asks_for_nothing(complete: Centre, client: Client) -> None:
    complete.phone, complete.email, complete.free, complete.spoken = "+32 2 123 45 67", "a@example.org", True, ["fr"]
    complete.save()
    html = client.get(path("en", complete.slug)).content.decode()
    assert 'id="unknown"' not in html
    assert re.search(r'<a class="btn btn-primary call"\s+href="tel:\+3221234567">', html)
    assert re.search(r"Call \+32 2 123 45 67\s*</a>", html)
    assert html.count("tel:") == 1
    assert html.index('class="key-facts"') < html.index("<address") < html.index('id="contact"')
    assert html.index('id="contact"') < html.index('id="hours"') < html.index('id="helps"')


def test_without_a_contact_it_leads_to_whom_one_can_ask(seeded: None, client: Client, count_queries: object) -> None:
    centre = Centre.objects.get(slug="citta-dei-mestieri-milano")
    page = path("en", centre.slug)
    assert count_queries(lambda: client.get(page)) <= 10
    response = client.get(page)
    named = [contact.url for contact in response.context["instead"]]
    assert named
    assert centre.slug not in "".join(named)
    assert '<a href="/en/centres/?access=online&amp;access=phone">Guidance online or by phone</a>' in re.sub(
        r"\s+", " ", response.content.decode()
    )
    near = Centre.objects.get(slug="cite-des-metiers-marseille")
    centre.parent = near
    centre.save()
    first = client.get(page).context["instead"][0]
    assert (first.url, first.why) == (path("en", near.slug), "Belongs to:")


@pytest.mark.parametrize("status", ["closed", "suspended", "planned", "historic"])
def test_nobody_is_sent_where_nobody_is(seeded: None, client: Client, status: str) -> None:
    page = path("en", "citta-dei-mestieri-milano")
    nearest = client.get(page).context["instead"][-1].url
    other = Centre.objects.get(slug=nearest.rstrip("/").rsplit("/", 1)[1])
    other.status = status
    other.save()
    assert nearest not in [contact.url for contact in client.get(page).context["instead"]]


def test_without_a_point_the_nearest_are_those_of_the_town_or_country(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="citta-dei-mestieri-milano")
    with_point = [contact.url for contact in client.get(path("en", centre.slug)).context["instead"]]
    centre.latitude = centre.longitude = None
    centre.save()
    assert [contact.url for contact in client.get(path("en", centre.slug)).context["instead"]] == with_point


def test_the_remote_offer_is_linked_from_the_remote_page(seeded: None, client: Client, language: str) -> None:
    target = path(language, "porta22-barcelona")
    assert f'href="{target}"' in client.get(page_by_key("remote", language).url).content.decode()
    assert client.get(target).status_code == 200
