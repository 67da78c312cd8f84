"""Events as iCalendar files, read back with the same library calendar programmes' authors use."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from agenda.models import EventPage
from tests.agenda.builders import add_event, agenda, days_from_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def read(client: Client, url: str) -> Calendar:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    lines = response.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    return Calendar.from_ical(response.content)


def test_a_whole_day_event_ends_on_the_next_free_day(client: Client) -> None:
    event = EventPage.objects.get(slug="kick-off", locale__language_code="en")
    (entry,) = read(client, event.calendar_url).walk("VEVENT")

    assert entry.decoded("dtstart") == date(2019, 9, 23)
    assert entry.decoded("dtend") == date(2019, 9, 25)
    assert entry["url"] == event.full_url


def test_hours_carry_their_zone_and_its_rules(client: Client) -> None:
    event = add_event(
        "Summer", start_date=date(2026, 7, 1), start_time="10:00", end_time="12:00", time_zone="Europe/Zagreb"
    )
    calendar = read(client, event.calendar_url)
    (entry,) = calendar.walk("VEVENT")

    assert entry["dtstart"].params["TZID"] == "Europe/Zagreb"
    assert entry.decoded("dtstart").utcoffset().total_seconds() == 7200
    assert entry.decoded("dtend").hour == 12
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Zagreb"]


def test_winter_has_another_offset(client: Client) -> None:
    event = add_event(
        "Winter", start_date=date(2026, 12, 1), start_time="10:00", end_time="12:00", time_zone="Europe/Zagreb"
    )
    (entry,) = read(client, event.calendar_url).walk("VEVENT")

    assert entry.decoded("dtstart").utcoffset().total_seconds() == 3600


def test_special_characters_come_back_as_they_were(client: Client) -> None:
    title = "Čakovec; “partners”, A\\B — " + "š" * 60
    event = add_event(title, slug="special", venue="Room 1, 2nd; floor\nleft", place="Čakovec", country="HR")
    (entry,) = read(client, event.calendar_url).walk("VEVENT")

    assert str(entry["summary"]) == title
    assert str(entry["location"]).startswith("Room 1, 2nd; floor\nleft, Čakovec")


def test_a_line_break_in_a_title_adds_no_line_of_its_own(client: Client) -> None:
    event = add_event("Break", slug="break")
    EventPage.objects.filter(pk=event.pk).update(summary="one\r\nATTENDEE:mailto:someone@example.org")
    (entry,) = read(client, event.calendar_url).walk("VEVENT")

    assert "attendee" not in entry


def test_an_event_has_one_identity_in_all_languages(client: Client) -> None:
    uids = {
        str(entry["uid"])
        for language in ("fr", "hr", "en")
        for entry in read(client, agenda(language).calendar_url).walk("VEVENT")
    }
    assert len(uids) == 5


def test_the_whole_calendar_holds_what_is_coming_first(client: Client) -> None:
    add_event("Soon", start_date=days_from_now(2))
    calendar = read(client, agenda().calendar_url)

    assert str(calendar.walk("VEVENT")[0]["summary"]) == "Soon"
    assert len(calendar.walk("VEVENT")) == 6
    assert calendar["x-wr-calname"] == "Keep in Pact: events"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=training", {"Course"}),
        ("kind=training&kind=open-day", {"Course", "Open house"}),
        ("competence=B", {"Course"}),
        ("competence=B&competence=D", {"Course", "Open house"}),
        ("kind=open-day&competence=B", set()),
    ],
)
def test_a_calendar_of_one_kind_or_competence(client: Client, language: str, query: str, titles: set[str]) -> None:
    add_event("Course", language=language, event_kind="training", competences=["B"])
    add_event("Open house", language=language, event_kind="open-day", competences=["D"])
    calendar = read(client, f"{agenda(language).calendar_url}?{query}")

    found = {str(entry["summary"]) for entry in calendar.walk("VEVENT")}
    assert found & {"Course", "Open house"} == titles
    assert len(found) < 6


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "competence=%00", "kind=" + "x" * 8000, "competence=Z&kind=<script>"]
)
def test_what_is_unknown_is_not_asked_of_a_calendar(client: Client, query: str) -> None:
    assert len(read(client, f"{agenda().calendar_url}?{query}").walk("VEVENT")) == 5


def test_the_agenda_is_subscribed_to_by_one_click(client: Client) -> None:
    address = f'href="webcal://testserver{agenda().calendar_url}"'
    assert address not in client.get(agenda().url).content.decode()
    add_event("Soon", start_date=days_from_now(3))
    assert address in client.get(agenda().url).content.decode()


def test_a_postponed_event_is_tentative(client: Client) -> None:
    event = add_event("Later", postponed=True)
    (entry,) = read(client, event.calendar_url).walk("VEVENT")

    assert entry["status"] == "TENTATIVE"


def test_a_cancelled_event_is_marked(client: Client) -> None:
    event = add_event("Called off", cancelled=True)
    (entry,) = read(client, event.calendar_url).walk("VEVENT")

    assert entry["status"] == "CANCELLED"


@pytest.mark.parametrize(
    "path",
    [
        "/en/event.ics",
        "/en/events/event.ics",
        "/en/events/nothing/event.ics",
        "/en/contact/event.ics",
        "/en/calendar.ics",
    ]
    + ["/en/events/kick-off/calendar.ics", "/en/contact/message/event.ics", "/en/" + "a" * 4000 + "/event.ics"],
)
def test_no_file_where_there_is_no_event(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_private_event_gives_no_file(client: Client) -> None:
    event = add_event("Private")
    PageViewRestriction.objects.create(page=event, restriction_type="login")

    assert client.get(event.calendar_url).status_code == 404
    assert len(read(client, agenda().calendar_url).walk("VEVENT")) == 5


def test_a_draft_gives_no_file(client: Client) -> None:
    event = add_event("Draft")
    EventPage.objects.filter(pk=event.pk).update(live=False)

    assert client.get(event.calendar_url).status_code == 404
