"""An event that comes again: the days, the hours across summer time, the drafts, and who may make them."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from agenda.models import EventPage, Register
from agenda.repeating import NAME
from agenda.series import MOST, make_drafts, next_days
from tests.agenda.builders import agenda
from tests.agenda.signing import open_event, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize(
    ("first", "every", "unit", "until", "days"),
    [
        (date(2027, 3, 1), 2, "weeks", date(2027, 4, 1), [date(2027, 3, 15), date(2027, 3, 29)]),
        (date(2027, 1, 31), 1, "months", date(2027, 4, 30), [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]),
        (date(2027, 11, 15), 3, "months", date(2028, 2, 15), [date(2028, 2, 15)]),
        (date(2028, 1, 30), 1, "months", date(2028, 2, 29), [date(2028, 2, 29)]),
        (date(2027, 3, 1), 1, "weeks", date(2027, 3, 7), []),
    ],
)
def test_days(first: date, every: int, unit: str, until: date, days: list[date]) -> None:
    assert next_days(first, every, unit, until) == days


def test_there_is_an_end_to_it() -> None:
    assert len(next_days(date(2027, 1, 1), 1, "weeks", date(9000, 1, 1))) == MOST


def test_hours_stay_those_of_the_clock_across_summer_time() -> None:
    paris = ZoneInfo("Europe/Brussels")
    event = open_event(
        start_date=date(2027, 3, 22),
        end_date=date(2027, 3, 23),
        time_zone="Europe/Paris",
        sign_up_closes_at=datetime(2027, 3, 20, 18, tzinfo=paris),
        sign_up_places=7,
        cancelled=True,
        report=[("paragraph", "<p>Done</p>")],
    )
    person(open_event("Other"))
    (page,) = make_drafts(event, [date(2027, 3, 29)], None)
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (event.starts_at, draft.starts_at) == (
        datetime(2027, 3, 22, 9, tzinfo=UTC),
        datetime(2027, 3, 29, 8, tzinfo=UTC),
    )
    assert (draft.start_time, draft.end_date) == (time(10), date(2027, 3, 30))
    assert draft.sign_up_closes_at.astimezone(paris) == datetime(2027, 3, 27, 18, tzinfo=paris)
    assert (draft.live, draft.cancelled, draft.sign_up_places, len(draft.report)) == (False, False, 7, 0)
    assert draft.translation_key != event.translation_key
    assert not Register.objects.filter(event_key=draft.translation_key).exists()
    draft.save_revision().publish()
    assert Register.objects.get(event_key=draft.translation_key).places == 7


def form(**changes: Any) -> dict[str, Any]:
    return {"every": "1", "unit": "weeks", "until": "2027-05-31"} | changes


def test_who_may_add_events_makes_drafts_and_nobody_else() -> None:
    event = open_event(start_date=date(2027, 5, 10))
    url = reverse(NAME, args=[event.pk])
    for role, may in (("partner", False), ("translator-hr", False), ("editor", True)):
        client = Client()
        client.force_login(get_user_model().objects.get(username=role))
        assert (client.get(url).status_code == 200) is may, role
        before = agenda().get_children().count()
        client.post(url, form())
        assert agenda().get_children().count() - before == (3 if may else 0)
        assert (url in client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()) is may
    assert agenda().get_children().filter(live=False, title="Round").count() == 3
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"every": "0"},
        {"every": "x" * 8000},
        {"unit": "days"},
        {"until": ""},
        {"until": "2027-05-11"},
        {"until": "9" * 400},
    ],
)
def test_bad_input_is_said_and_makes_nothing(changes: dict[str, str]) -> None:
    event = open_event(start_date=date(2027, 5, 10))
    client = Client()
    client.force_login(get_user_model().objects.get(username="editor"))
    before = EventPage.objects.count()
    answer = client.post(reverse(NAME, args=[event.pk]), form(**changes))
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert EventPage.objects.count() == before


def test_a_page_that_is_no_event_has_no_next_dates(admin_client: Client) -> None:
    assert admin_client.get(reverse(NAME, args=[agenda().pk])).status_code == 404
