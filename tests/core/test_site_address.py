"""BASE_URL is the one source of absolute addresses."""

import pytest
from django.test import Client
from wagtail.models import Site

from agenda.models import EventPage
from core.site_address import host_and_port, keep_site_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://portal.example.org", ("portal.example.org", 443)),
        ("http://portal.example.org/", ("portal.example.org", 80)),
        ("http://127.0.0.1:8000", ("127.0.0.1", 8000)),
    ],
)
def test_an_address_is_taken_apart(address: str, expected: tuple[str, int]) -> None:
    assert host_and_port(address) == expected


def test_pages_calendars_and_data_begin_with_it(seeded: None, client: Client, settings: object) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example.org"  # type: ignore[attr-defined]
    keep_site_address()
    event = EventPage.objects.live().filter(locale__language_code="en").first()
    calendar = client.get(event.calendar_url).content.decode()
    assert event.full_url.startswith("https://portal.example.org/en/")
    assert f"URL:{event.full_url[:40]}" in calendar
    page = client.get("/en/contact/").content.decode()
    assert '"url":"https://portal.example.org/en/contact/"' in page
    assert "localhost" not in calendar + page


def test_the_record_is_written_only_when_it_differs(seeded: None, max_queries: object) -> None:
    keep_site_address()
    with max_queries(1):  # type: ignore[operator]
        keep_site_address()


def test_a_site_is_seeded_with_it(seeded: None) -> None:
    assert Site.objects.get().hostname != "localhost"
