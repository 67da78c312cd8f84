"""The organiser's list: who sees it, ticks, places by hand, files; and the certificate."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from agenda.models import EventPage, Register, SignUp
from agenda.organising import CERTIFICATE, CSV, LIST, PRINT
from agenda.signups.certificates import certificate, writable
from agenda.signups.keys import own_url
from tests.agenda.builders import add_event
from tests.agenda.signing import letters_to, open_event, person, subjects
from tests.agenda.test_signing_up import questions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def signed_in(name: str = "editor") -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def url(name: str, event: EventPage, *more: int) -> str:
    return reverse(name, args=[event.pk, *more])


def act(event: EventPage, do: str, **data: Any) -> Any:
    return signed_in().post(url(LIST, event), {"do": do, **data})


def come(signup: SignUp) -> None:
    """The event is over, and somebody was there."""
    SignUp.objects.filter(pk=signup.pk).update(came=True)
    Register.objects.update(starts_at=timezone.now() - timedelta(days=1), ends_at=timezone.now() - timedelta(hours=1))


def test_who_may_edit_the_event_sees_the_list_and_nobody_else() -> None:
    event = open_event()
    signup = person(event)
    come(signup)
    pages = [url(LIST, event), url(CSV, event), url(PRINT, event), url(CERTIFICATE, event, signup.pk)]
    for role, sees in (("editor", True), ("moderator", True), ("partner", False), ("translator-hr", False)):
        client = signed_in(role)
        assert [client.get(page).status_code == 200 for page in pages] == [sees] * 4, role
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk]))
        assert (url(LIST, event) in edit.content.decode()) is sees
        if not sees:
            client.post(url(LIST, event), {"do": f"off-{signup.pk}"})
    signup.refresh_from_db()
    assert signup.state == "seated"
    assert [Client().get(page).status_code for page in pages] == [302] * 4


def test_the_list_of_a_draft_and_of_an_event_without_sign_up_is_there() -> None:
    draft = add_event("Draft", live=False)
    client = signed_in()
    assert "Nobody can sign up for this event yet" in client.get(url(LIST, draft)).content.decode()
    assert client.post(url(LIST, draft), {"do": "came"}).status_code == 404
    for name in (CSV, PRINT):
        assert client.get(url(name, draft)).status_code == 404
    event = open_event()
    assert "Nobody has signed up yet" in client.get(url(LIST, event)).content.decode()
    person(event)
    EventPage.objects.get(pk=event.pk).unpublish()
    assert "ana@example.org" in client.get(url(LIST, event)).content.decode()


def test_a_page_that_is_no_event_has_no_list() -> None:
    event = open_event()
    client = signed_in()
    for page_id in (event.get_parent().pk, 999_999):
        assert client.get(reverse(LIST, args=[page_id])).status_code == 404


def test_the_list_says_names_states_and_answers() -> None:
    event = open_event(sign_up_places=1, questions=questions(("What do you eat?", False)))
    key = str(event.questions[0].id)
    person(
        event, country="HR", organisation="CISOK", answers=[[key, "What do you eat?", "Fish"], ["old", "Gone?", "Yes"]]
    )
    person(event, "Bo")
    person(event, "Cy", confirms=False)
    html = signed_in().get(url(LIST, event)).content.decode()
    for text in (
        "CISOK, Croatia",
        "What do you eat?",
        "Fish",
        "Gone?",
        "Has a place",
        "On the waiting list, not confirmed yet",
    ):
        assert text in html, text
    assert "1 of 1" in html


def test_ticks_are_kept_and_taken_back() -> None:
    event = open_event()
    first, second, unconfirmed = person(event), person(event, "Bo"), person(event, "Cy", confirms=False)
    act(event, "came", came=[first.pk, second.pk, unconfirmed.pk])
    assert sorted(SignUp.objects.filter(came=True).values_list("name", flat=True)) == ["Ana", "Bo"]
    act(event, "came", came=[second.pk, "x", "9" * 40])
    assert list(SignUp.objects.filter(came=True)) == [second]


def test_a_place_by_hand_and_a_cancellation_are_told() -> None:
    event = open_event(sign_up_places=1)
    first, second = person(event), person(event, "Bo")
    act(event, f"up-{second.pk}")
    assert subjects("bo")[-1] == "You have a place"
    assert set(SignUp.objects.values_list("state", flat=True)) == {"seated"}
    act(event, f"off-{first.pk}")
    assert subjects()[-1] == "Your sign-up is cancelled"
    assert letters_to("ana")[-1].attachments


@pytest.mark.parametrize("do", ["", "up-", "up-x", "off-" + "9" * 40, "nonsense", "off-0"])
def test_odd_requests_change_nothing(do: str) -> None:
    event = open_event()
    person(event)
    assert act(event, do).status_code in {302, 404}
    assert SignUp.objects.get().state == "seated"


def test_the_list_of_one_event_does_not_reach_into_another() -> None:
    one, two = open_event("One"), open_event("Two")
    signup = person(one)
    come(signup)
    assert act(two, f"off-{signup.pk}").status_code == 404
    assert signed_in().get(url(CERTIFICATE, two, signup.pk)).status_code == 404


def test_the_file_holds_no_formula() -> None:
    event = open_event()
    person(event, "=1+1", email="ana@example.org", organisation="+cmd|x", country="FR")
    answer = signed_in().get(url(CSV, event))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert text.startswith("\ufeff")
    assert "'=1+1,ana@example.org,'+cmd|x,France,English,Has a place" in text


def test_the_list_costs_the_same_for_two_and_for_twenty(count_queries: Callable[[Callable[[], Any]], int]) -> None:
    event = open_event()
    person(event), person(event, "Bo")
    client = signed_in()
    pages = [url(LIST, event), url(CSV, event), url(PRINT, event)]
    two = [count_queries(lambda page=page: client.get(page)) for page in pages]
    for number in range(18):
        person(event, f"P{number}")
    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == two


def test_numbers_stay_in_the_list_when_names_are_gone() -> None:
    event = open_event()
    person(event, country="HR")
    Register.objects.update(forgotten_at=timezone.now(), numbers={"signed_up": 7, "came": 5, "countries": {"HR": 7}})
    SignUp.objects.all().delete()
    html = signed_in().get(url(LIST, event)).content.decode()
    assert "7 people signed up." in html
    assert "Croatia: 7" in html
    assert "names and addresses are deleted" in html


def test_a_certificate_is_for_who_came_only(client: Client, language: str) -> None:
    event = open_event("Čakovec", language=language)
    signup, other = person(event, "Đurđica Žšćč", email="ana@example.org", language=language), person(event, "Bo")
    with override(language):
        own, others = own_url(signup, "certificate/"), own_url(other, "certificate/")
    assert client.get(own).status_code == 404
    come(signup)
    answer = client.get(own)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert f"/Lang ({language})".encode() in answer.content
    assert client.get(others).status_code == 404
    with override(language):
        assert "certificate/?" in client.get(own_url(signup)).content.decode()
        assert "certificate/?" not in client.get(own_url(other)).content.decode()


def test_letters_of_the_certificate() -> None:
    assert writable("Đurđica Čović Žmegač šć, Zoë Ñandú œuvre Łódź") == "Đurđica Čović Žmegač šć, Zoë Ñandú œuvre Łódź"
    assert writable("Ελένη Жанна 漢") == "Eleni Zhanna Han"
    event, signup = open_event("Round"), SignUp(name="Ελένη " + "x" * 110, organisation="O" * 160)
    assert certificate(event, signup).startswith(b"%PDF")
