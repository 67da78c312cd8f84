"""Towns are written in the page's language wherever they stand: centres, events, organisations, calendar files, hits."""

import pytest
from django.test import Client
from django.utils.translation import override
from icalendar import Calendar

from agenda.models import AgendaIndexPage, EventPage
from centres.models import Centre
from centres.sources import CentreSource
from community.models import CommunityIndexPage
from community.sources import OrganisationSource
from core import towns
from search.sources import PageSource

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
PARIS = {"fr": "Paris", "nl": "Parijs", "it": "Parigi", "pt": "Paris", "hr": "Pariz", "en": "Paris"}
BRUSSELS = {
    "fr": "Bruxelles",
    "nl": "Brussel",
    "it": "Bruxelles",
    "pt": "Bruxelas",
    "hr": "Bruxelles",
    "en": "Brussels",
}


@pytest.fixture
def nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal without the room that has the gazetteer."""
    monkeypatch.setattr(towns, "_namer", towns._as_written)


def kick_off(language: str) -> EventPage:
    event = EventPage.objects.get(slug="kick-off", locale__language_code="en")
    return EventPage.objects.get(translation_key=event.translation_key, locale__language_code=language)


def test_an_event_says_its_town_in_the_language_of_the_page(client: Client, language: str) -> None:
    event = kick_off(language)
    agenda = AgendaIndexPage.objects.get(locale__language_code=language)
    for path in (event.url, agenda.url):
        html = client.get(path).content.decode()
        assert f"{PARIS[language]}, " in html
    if PARIS[language] != "Paris":
        assert "Paris, " not in client.get(event.url).content.decode().split("</header>")[-1].split("<footer")[0]


def test_a_calendar_file_says_it_too(client: Client, language: str) -> None:
    (entry,) = Calendar.from_ical(client.get(kick_off(language).calendar_url).content).walk("VEVENT")
    assert entry["location"].startswith(PARIS[language])


def test_an_organisation_says_it_on_its_page_and_in_lists(client: Client, language: str) -> None:
    base = CommunityIndexPage.urls_by_language()[language]
    for path in (f"{base}universcience/", base, f"/{language}/"):
        assert PARIS[language] in client.get(path).content.decode()
    for path in (f"{base}lllp/", base, f"/{language}/"):
        assert f"{BRUSSELS[language]}" in client.get(path).content.decode()


def test_hits_name_the_town_and_are_found_by_both_names(language: str) -> None:
    event = kick_off(language)
    centre = Centre.objects.filter(city="Paris").first() or Centre.objects.public().filter(city="Torino")[0]
    found = [
        *PageSource().documents([event.pk]),
        *(one for one in CentreSource().documents([centre.pk]) if one.language == language),
    ]
    for document, town, country in zip(found, ("Paris", centre.city), ("FR", centre.country), strict=False):
        with override(language):
            named = towns.town_name(town, country)
        assert {town, named} <= set(document.names)
        assert any(named in fact for fact in document.meta)
    (lllp,) = (
        one for one in OrganisationSource().documents() if one.language == language and one.url.endswith("/lllp/")
    )
    assert any(fact.startswith(BRUSSELS[language]) for fact in lllp.meta)
    assert {"Bruxelles", BRUSSELS[language]} <= set(lllp.names)


def test_without_a_gazetteer_towns_stay_as_they_are_written(nobody_knows: None, client: Client) -> None:
    assert "Paris, Frankrijk" in client.get(kick_off("nl").url).content.decode()
