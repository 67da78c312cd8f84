"""The agenda: coming and past, years, pages, what is said when there is nothing, bad input, the number of queries."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from agenda.models import EventPage
from agenda.timetable import timetable
from agenda.views.pages import COMING
from core.i18n.languages import LANGUAGES
from tests.agenda.builders import add_event, agenda, days_from_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_events_stand_in_every_language(client: Client, language: str) -> None:
    html = body(client, agenda(language).url)

    for event in EventPage.objects.filter(locale__language_code=language, live=True):
        assert event.title in html
        assert event.alias_of_id is None
    assert html.count('class="big-date"') == 5


def test_an_agenda_without_coming_events_says_so_and_offers_the_form(client: Client) -> None:
    html = body(client, agenda().url)

    assert "No date is announced yet" in html
    assert "/en/events/tell-me/" in html


def test_a_coming_event_stands_first_and_the_notice_goes(client: Client) -> None:
    add_event("Far away", start_date=days_from_now(40))
    add_event("Next week", start_date=days_from_now(7))
    html = body(client, agenda().url)

    assert "No date is announced yet" not in html
    assert html.index("Next week") < html.index("Far away") < html.index("Keep in Pact closing event")


def test_the_border_between_coming_and_past_is_the_end_of_the_event() -> None:
    event = add_event("Border", start_date=days_from_now(0))

    assert timetable("en", event.ends_at - timedelta(seconds=1)).coming == [event.pk]
    past = timetable("en", event.ends_at)
    assert past.coming == []
    assert past.past[0][0] == event.pk


def test_an_event_that_has_begun_is_still_coming() -> None:
    event = add_event("Two days", start_date=days_from_now(-1), end_date=days_from_now(1))

    assert not event.is_past
    assert event.pk in timetable("en").coming


def test_years_filter_what_is_over(client: Client) -> None:
    html = body(client, f"{agenda().url}?year=2021")

    assert "A day on competence assessment" in html
    assert "Keep in Pact closing event" not in html
    assert '<strong aria-current="true">2021</strong>' in html


def test_a_year_without_events_says_so(client: Client) -> None:
    html = body(client, f"{agenda().url}?year=2030")

    assert "No event in 2030" in html
    assert "Show all years" in html


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=-1",
        "year=99999999999999999999",
        "year=%00",
        "page=-1",
        "page=abc",
        "page=999",
        "year=2021&year=x",
    ]
    + ["year=" + "9" * 8000, "page=" + "x" * 8000, "year=<script>alert(1)</script>"],
)
def test_bad_parameters_never_break_the_page(client: Client, query: str) -> None:
    response = client.get(f"{agenda().url}?{query}")

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_past_events_come_in_pages(client: Client) -> None:
    for number in range(12):
        add_event(f"Old {number}", start_date=days_from_now(-30 - number))
    first, second = body(client, agenda().url), body(client, f"{agenda().url}?page=2")

    assert "Old 9" in first
    assert "Old 10" not in first
    assert "Old 10" in second
    assert "Kick-off" in second


def test_many_coming_events_come_in_pages_of_their_own(client: Client) -> None:
    for number in range(COMING + 1):
        add_event(f"Next {number:02}", start_date=days_from_now(number + 1))
    first, second = client.get(agenda().url), client.get(agenda().url, {"coming": "2", "page": "1"})
    assert [len(answer.context["coming"]) for answer in (first, second)] == [COMING, 1]
    assert second.context["coming"][0].event.title == "Next 20"
    html = first.content.decode()
    assert 'aria-label="Coming up"' in html
    assert 'href="?coming=2" rel="next"' in html
    assert second.context["head"].window_title.startswith("Page 2 of 2")


def test_a_fallback_event_is_labelled(client: Client) -> None:
    event = add_event("Only in English", start_date=days_from_now(5))
    event.save_revision().publish()
    html = body(client, agenda("hr").url)

    assert '<span class="tag" lang="en">English</span>' in html
    assert 'lang="en">Only in English' in html


def test_the_number_of_queries_does_not_grow(client: Client, count_queries: Callable[[Callable[[], Any]], int]) -> None:
    url = agenda().url
    for number in range(2):
        add_event(f"Coming {number}", start_date=days_from_now(number + 1))
    two = count_queries(lambda: client.get(url))
    for number in range(2, 20):
        add_event(f"Coming {number}", start_date=days_from_now(number + 1))
    twenty = count_queries(lambda: client.get(url))

    assert twenty == two
    assert twenty <= 10


def test_the_empty_agenda_keeps_the_budget(client: Client, count_queries: Callable[[Callable[[], Any]], int]) -> None:
    assert count_queries(lambda: client.get(agenda().url)) <= 10


def test_event_page_keeps_the_budget_in_every_language(
    client: Client, language: str, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    for event in EventPage.objects.filter(locale__language_code=language):
        url = event.url
        assert count_queries(lambda url=url: client.get(url)) <= 10


def test_an_event_tells_its_time_and_zone(client: Client) -> None:
    event = add_event(
        "With hours",
        start_date=days_from_now(3),
        start_time="10:00",
        end_time="12:30",
        time_zone="Europe/Zagreb",
        venue="Hall 2",
        place="Zagreb",
        country="HR",
        link="https://example.org/join",
    )
    event.refresh_from_db()
    html = body(client, event.url)

    assert f"{event.when}" in html
    assert "10:00–12:30 (Zagreb, UTC+" in event.when
    assert "Hall 2, Zagreb, Croatia" in html
    assert 'data-zone="Europe/Zagreb"' in html
    assert 'href="https://example.org/join"' in html
    assert "own-time.js" in html


def test_a_past_event_offers_no_way_to_join(client: Client) -> None:
    event = add_event("Over", start_date=days_from_now(-3), link="https://example.org/join")
    html = body(client, event.url)

    assert "This event is over." in html
    assert "https://example.org/join" not in html.split("</head>")[1]
    assert event.calendar_url not in html


def test_only_what_is_coming_goes_into_a_calendar(client: Client) -> None:
    assert agenda().calendar_url not in body(client, agenda().url)
    event = add_event("Soon", start_date=days_from_now(3))

    assert agenda().calendar_url in body(client, agenda().url)
    assert event.calendar_url in body(client, event.url)


def test_a_cancelled_event_stays_and_says_so(client: Client) -> None:
    event = add_event("Called off", start_date=days_from_now(3), cancelled=True)

    assert "This event is cancelled." in body(client, event.url)
    assert "Cancelled" in body(client, agenda().url)
    assert event.json_ld()["eventStatus"].endswith("EventCancelled")


def test_structured_data_says_only_what_is_known() -> None:
    closing = EventPage.objects.get(slug="closing-event", locale__language_code="en")
    data = closing.json_ld()

    assert data["@type"] == "Event"
    assert data["startDate"] == "2022-03-28"
    assert data["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    assert data["location"]["@type"] == "VirtualLocation"
    lithuania = EventPage.objects.get(slug="day-on-competence-assessment").json_ld()
    assert lithuania["location"]["address"] == {"@type": "PostalAddress", "addressCountry": "LT"}
    assert "organizer" not in lithuania


def test_what_belongs_to_an_event_is_linked_in_the_readers_language(client: Client) -> None:
    event = EventPage.objects.get(slug="proba-moduli-a-i-c")
    html = body(client, event.url)

    assert html.count("/hr/") > 10
    assert all(f'href="/{code}/ucenje' not in html for code in LANGUAGES if code != "hr")
    assert "Razvoj i formaliziranje" in html or "artnerstava" in html


def test_events_show_on_competences_and_organisations() -> None:
    from agenda.contributions import events_of_competence, events_of_organisation
    from community.models import Organisation

    group = events_of_competence("A", "fr")
    assert group is not None
    assert [card.title for card in group.cards] == ["Les modules A et C, essayés par dix professionnels"]
    assert events_of_competence("B", "fr") is None
    contribution = events_of_organisation(Organisation.objects.get(slug="ricdm"), "en")
    assert contribution is not None
    assert [card.title for card in contribution.cards] == ["Keep in Pact closing event", "Kick-off"]


def test_search_knows_year_country_competence_and_what_is_over() -> None:
    pilot = EventPage.objects.get(slug="proef-modules-a-en-c")

    assert pilot.search_facets() == {"year": ["2021"], "competence": ["A", "C"], "country": ["FR"]}
    assert pilot.search_meta() == ["6 december 2021", "Parijs, Frankrijk"]
    assert pilot.search_faded
    assert not add_event("Soon").search_faded


def test_moments_follow_when_the_day_is_changed() -> None:
    event = add_event("Moved", start_date=days_from_now(2))
    event.start_date, event.time_zone = datetime(2030, 1, 1, tzinfo=UTC).date(), "UTC"
    event.save()
    event.refresh_from_db()

    assert event.starts_at == datetime(2030, 1, 1, tzinfo=UTC)
    assert event.ends_at == datetime(2030, 1, 2, tzinfo=UTC)
    assert event.starts_at > timezone.now()
