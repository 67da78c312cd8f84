"""Signing up: the form, the link that confirms, the own sign-up, and what nobody may learn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from agenda.models import EventPage, Register, SignUp
from agenda.signups.keys import OWN, own_url
from core.forms import OPENED
from core.seed import stream
from tests.agenda.builders import add_event, agenda, days_from_now
from tests.agenda.signing import (
    change,
    filled,
    letters_to,
    open_event,
    own_path,
    person,
    register_of,
    send,
    subjects,
)
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
ROOM = "https://meet.example.org/secret-room"


def questions(*rows: tuple[str, bool]) -> Any:
    return stream([{"question": {"text": text, "required": needed}} for text, needed in rows], "test")


def path_of(signup: SignUp, language: str = "en", tail: str = "") -> str:
    with override(language):
        return own_url(signup, tail).removeprefix("http://testserver")


def test_page_form_and_own_page_speak_the_language_of_the_page(client: Client, language: str) -> None:
    event = open_event("Kompas", language=language, sign_up_places=5)
    page = client.get(event.url)
    assert event.sign_up_url in page.content.decode()
    assert not page.cookies
    form = client.get(event.sign_up_url)
    assert form.status_code == 200
    assert f'<html lang="{language}"' in form.content.decode()
    assert "no-store" in form["Cache-Control"]
    assert client.get(send(client, event)["Location"]).status_code == 200
    (letter,) = letters_to("ana")
    assert own_path(letter).startswith(f"/{language}/")
    own = own_path(letter)
    assert f'<html lang="{language}"' in client.get(own).content.decode()
    assert client.post(own, {"do": "confirm"}).status_code == 302
    assert SignUp.objects.get().language == language


def test_a_link_confirms_by_a_button_only(client: Client) -> None:
    event = open_event()
    send(client, event)
    own = own_path(letters_to("ana")[0])
    robot = Client(enforce_csrf_checks=True)
    assert robot.get(own).status_code == 200
    assert SignUp.objects.get().confirmed_at is None, "programs that look at links of mails only read"
    assert robot.post(own, {"do": "confirm"}).status_code == 302
    assert SignUp.objects.get().confirmed_at
    assert subjects() == ["Please confirm", "You are signed up"]
    assert "You have a place." in client.get(own).content.decode()


def test_who_confirms_again_is_told_nothing_new(client: Client) -> None:
    signup = person(open_event())
    client.post(path_of(signup), {"do": "confirm"})
    assert len(letters_to("ana")) == 2


def test_the_way_in_is_for_those_who_signed_up_only(client: Client) -> None:
    event = open_event(join_url=ROOM, online=True)
    unconfirmed = person(event, "Bo", confirms=False)
    public = [event.url, event.sign_up_url, f"{event.sign_up_url}sent/", event.calendar_url, agenda().calendar_url]
    public += [agenda().url, "/en/search/?q=round", path_of(unconfirmed)]
    for path in public:
        assert "secret-room" not in client.get(path).content.decode(), path
    event = EventPage.objects.get(pk=event.pk)
    assert "secret-room" not in str(event.json_ld()) + event.search_body() + str(event.search_names())
    assert client.get(path_of(unconfirmed, tail="calendar/")).status_code == 404
    assert "secret-room" not in letters_to("bo")[0].body

    signup = person(event)
    assert "secret-room" in client.get(path_of(signup)).content.decode()
    assert "secret-room" in client.get(path_of(signup, tail="calendar/")).content.decode()
    assert "secret-room" in letters_to("ana")[1].body
    client.post(path_of(signup), {"do": "cancel"})
    assert "secret-room" not in client.get(path_of(signup)).content.decode()
    assert client.get(path_of(signup, tail="calendar/")).status_code == 404


def test_a_doubled_click_is_one_sign_up_and_one_mail(client: Client) -> None:
    event = open_event(sign_up_places=3)
    answers = [send(client, event)["Location"], send(client, event, email="Ana@Example.org")["Location"]]
    assert answers[0] == answers[1]
    assert len(letters_to("ana")) == 1
    assert Register.objects.counted().get().taken == 1


def test_nobody_learns_who_has_signed_up_or_changes_it(client: Client) -> None:
    event = open_event()
    signup = person(event)
    SignUp.objects.update(written_at=timezone.now() - timedelta(hours=1))
    known, new = send(client, event, name="Someone Else"), send(client, event, email="new@example.org")
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    signup.refresh_from_db()
    assert signup.name == "Ana"
    assert subjects() == ["Please confirm", "You are signed up", "You are signed up"]


def test_who_cancelled_may_sign_up_again(client: Client) -> None:
    event = open_event()
    signup = person(event)
    client.post(path_of(signup), {"do": "cancel"})
    assert "the sign-up is cancelled" in client.get(path_of(signup)).content.decode()
    send(client, event, name="Ana Again")
    client.post(own_path(letters_to("ana")[-1]), {"do": "confirm"})
    again = SignUp.objects.get()
    assert (again.state, again.name) == ("seated", "Ana Again")


def test_what_the_organiser_asks_is_kept_with_its_words(client: Client) -> None:
    event = open_event(questions=questions(("What do you eat?", True), ("Anything else?", False)))
    html = client.get(event.sign_up_url).content.decode()
    assert "What do you eat?" in html
    name = f"question-{event.questions[0].id}"
    answer = send(client, event)
    assert answer.status_code == 400
    assert "Write an answer: the organiser needs it." in answer.content.decode()
    assert 'value="Ana Horvat"' in answer.content.decode(), "nothing is lost"
    assert send(client, event, **{name: "Fish"}).status_code == 302
    assert [row[1:] for row in SignUp.objects.get().answers] == [["What do you eat?", "Fish"]]
    assert "What do you eat?" not in EventPage.objects.get(pk=event.pk).search_body()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Write your name."),
        ({"name": "x" * 8000}, "This is too long."),
        ({"email": ""}, "Write the address we shall write to."),
        ({"email": "a@b.org\nBcc: c@d.org"}, "is not an e-mail address."),
        ({"email": "a" * 8000 + "@example.org"}, "is not an e-mail address."),
        ({"organisation": "x" * 8000}, "This is too long."),
        ({"country": "XX"}, "Select a valid choice"),
        ({"consent": ""}, "Without this we cannot sign you up."),
        ({"opened": ""}, "Send it once more"),
        ({"opened": "altered:x:y"}, "Send it once more"),
        ({"opened": "x" * 8000}, "Send it once more"),
        ({"name": "\x00"}, "Write your name."),
    ],
)
def test_bad_input_is_said_at_its_field(client: Client, changes: dict[str, str], said: str) -> None:
    event = open_event()
    answer = send(client, event, **changes)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not SignUp.objects.exists()


def test_a_form_sent_at_once_is_asked_for_again(client: Client) -> None:
    event, now = open_event(), int(timezone.now().timestamp())
    assert send(client, event, opened=OPENED.key(now)).status_code == 400
    assert send(client, event, opened=OWN.key(1, "a")).status_code == 400


def test_a_robot_is_told_the_same_and_nothing_is_kept(client: Client) -> None:
    event = open_event()
    assert send(client, event, website="https://spam.example").status_code == 302
    assert not SignUp.objects.exists()
    assert not delivered()


def test_too_many_are_asked_to_wait(client: Client) -> None:
    event = open_event()
    answers = [send(client, event, email=f"a{number}@example.org").status_code for number in range(41)]
    assert answers == [302] * 40 + [429]
    assert SignUp.objects.count() == 40


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"sign_up_closes_at": timezone.now() - timedelta(hours=1)}, "Sign-up is closed."),
        ({"sign_up": False}, "Sign-up is closed."),
        ({"cancelled": True}, "This event is cancelled."),
        ({"start_date": days_from_now(-1), "end_date": days_from_now(1)}, "Sign-up is closed."),
        ({"start_date": days_from_now(-3)}, "This event is over."),
    ],
    ids=["closed", "off", "cancelled", "begun", "over"],
)
def test_what_cannot_be_signed_up_for_says_so(client: Client, facts: dict[str, Any], said: str) -> None:
    event = change(open_event(), **facts)
    for answer, status in ((client.get(event.sign_up_url), 200), (send(client, event), 409)):
        assert answer.status_code == status
        assert said in answer.content.decode()
    assert not SignUp.objects.exists()
    assert f'href="{event.sign_up_url}"' not in client.get(event.url).content.decode()


def test_no_form_where_nobody_can_sign_up(client: Client) -> None:
    plain = add_event("Plain")
    for path in (
        plain.url + "sign-up/",
        plain.url + "sign-up/sent/",
        agenda().url + "sign-up/",
        "/en/contact/sign-up/",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, filled()).status_code == 404
    closed = open_event("Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert client.get(closed.sign_up_url).status_code == 404


@pytest.mark.parametrize("key", ["", "nonsense", "%00", "x" * 8000, "of another purpose"])
@pytest.mark.parametrize("tail", ["", "calendar/", "certificate/"])
def test_a_link_that_is_not_whole_says_so(client: Client, key: str, tail: str) -> None:
    signup = person(open_event())
    key = OPENED.key(1) if key == "of another purpose" else key
    for answer in (
        client.get(f"/en/events/my-sign-up/{tail}?key={key}"),
        client.post(f"/en/events/my-sign-up/{tail}?key={key}"),
    ):
        assert answer.status_code == (404 if tail else 400)
        assert tail or "not whole or too old" in answer.content.decode()
    signup.refresh_from_db()
    assert signup.state == "seated"


def test_links_of_others_open_nothing(client: Client) -> None:
    event = open_event()
    first, second = person(event), person(event, "Bo")
    mixed = OWN.key(first.pk, second.email)
    assert client.post(f"/en/events/my-sign-up/?key={mixed}", {"do": "cancel"}).status_code == 410
    assert set(SignUp.objects.values_list("state", flat=True)) == {"seated"}


def test_a_key_grows_old(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    signup = person(open_event())
    path = path_of(signup)
    late = timezone.now().timestamp() + OWN.age.total_seconds() + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    assert client.get(path).status_code == 400


def test_what_is_deleted_is_said_plainly(client: Client) -> None:
    event = open_event()
    signup = person(event)
    path = path_of(signup)
    EventPage.objects.get(pk=event.pk).delete()
    html = client.get(path).content.decode()
    assert "no longer on the portal" in html
    assert "Cancel my sign-up" in html
    assert client.post(path, {"do": "cancel"}).status_code == 302
    signup.delete()
    gone = client.get(path)
    assert gone.status_code == 410
    assert "no longer there" in gone.content.decode()


def test_the_own_page_stands_below_an_agenda_only(client: Client) -> None:
    for tail in ("", "calendar/", "certificate/"):
        assert client.get(f"/en/contact/my-sign-up/{tail}?key=x").status_code == 404


def test_the_own_page_sets_no_cookie_and_is_kept_by_nobody(client: Client) -> None:
    answer = client.get(path_of(person(open_event())))
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_the_calendar_entry_is_for_one_person(client: Client) -> None:
    event = open_event(time_zone="Europe/Zagreb", place="Zagreb", country="HR", join_url=ROOM)
    signup = person(event, 'Ana "A" Horvat; x:y', email="ana@example.org")
    (letter,) = [one for one in letters_to("ana") if one.attachments]
    name, text, kind = letter.attachments[0]
    assert (name, kind) == ("keep-in-pact.ics", "text/calendar; method=REQUEST")
    calendar = Calendar.from_ical(text)
    (item,) = calendar.walk("VEVENT")
    assert calendar["method"] == "REQUEST"
    assert item["uid"] == f"{event.translation_key}@keepinpact"
    assert item["sequence"] == 0
    assert item["attendee"] == "mailto:ana@example.org"
    assert item.decoded("dtstart").hour == 10
    assert "TZID" in item["dtstart"].params
    assert ROOM in item["description"]
    assert item["location"] == "Zagreb, Croatia"
    assert 'Content-Type: text/calendar; method="REQUEST"' in letter.message().as_string()
    own = Calendar.from_ical(client.get(path_of(signup, tail="calendar/")).content)
    assert own.walk("VEVENT")[0]["uid"] == item["uid"]


def test_the_pages_cost_the_same_for_two_and_for_twenty(
    client: Client, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    event = open_event(sign_up_places=30)
    first = person(event)
    person(event, "Bo")
    paths = (event.url, event.sign_up_url, path_of(first))
    two = [count_queries(lambda path=path: client.get(path)) for path in paths]
    for number in range(18):
        person(event, f"P{number}")
    twenty = [count_queries(lambda path=path: client.get(path)) for path in paths]
    assert twenty == two
    assert max(twenty) <= 10


def test_machines_are_told_what_is_left() -> None:
    event = open_event(sign_up_places=2)
    person(event)
    data = EventPage.objects.get(pk=event.pk).json_ld()
    assert data["offers"]["availability"].endswith("InStock")
    assert (data["maximumAttendeeCapacity"], data["remainingAttendeeCapacity"]) == (2, 1)
    person(event, "Bo", confirms=False)
    data = EventPage.objects.get(pk=event.pk).json_ld()
    assert data["offers"]["availability"].endswith("SoldOut")
    assert data["remainingAttendeeCapacity"] == 0
    assert "offers" not in change(event, cancelled=True).json_ld()
    assert "maximumAttendeeCapacity" not in open_event("No limit").json_ld()


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, "EventScheduled"),
        ({"cancelled": True, "postponed": True}, "EventCancelled"),
        ({"postponed": True}, "EventPostponed"),
        ({"moved_online": True, "online": True}, "EventMovedOnline"),
    ],
)
def test_states_of_an_event(client: Client, facts: dict[str, Any], status: str) -> None:
    event = add_event("State", start_date=days_from_now(4), **facts)
    assert event.json_ld()["eventStatus"] == f"https://schema.org/{status}"
    assert client.get(event.url).status_code == 200


def test_a_sign_up_belongs_to_the_event_in_all_languages(client: Client) -> None:
    event = open_event(sign_up_places=1)
    croatian = EventPage.objects.get(translation_key=event.translation_key, locale__language_code="hr")
    send(client, croatian)
    assert register_of(event).signups.get().language == "hr"
    assert "All places are taken" in client.get(event.sign_up_url).content.decode()
    assert letters_to("ana")[0].subject.startswith("Potvrdite") or "Round" in letters_to("ana")[0].subject
