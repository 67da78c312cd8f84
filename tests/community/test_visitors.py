"""Signing in by a link: one use, half an hour, the same answer for everybody, a session of its own."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone

from community.models import Practitioner, UsedLink, Visit
from community.people import erasing
from community.visitors import links, practitioner_of, sessions
from core.letters.models import Mail
from tests.community.people import add, after, link_in, people_url, signed_in
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def ask(client: Client, email: str = "ana@example.org", language: str = "en", **more: str) -> object:
    return client.post(f"{people_url(language)}sign-in/", {"email": email, **more})


def link(client: Client, email: str = "ana@example.org", language: str = "en") -> str:
    mail.outbox.clear()
    ask(client, email, language)
    return link_in(delivered()[-1].body, "open")


def test_the_form_asks_for_an_address_and_sets_no_session(client: Client, language: str) -> None:
    response = client.get(f"{people_url(language)}sign-in/")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert 'name="robots" content="noindex"' in html
    assert "no-store" in response["Cache-Control"]
    assert sessions.COOKIE not in client.cookies


def test_who_is_new_joins_and_is_led_to_the_profile(client: Client, language: str) -> None:
    path = link(client, "Ana@Example.org", language)
    assert path.startswith(f"/{language}/")
    page = client.get(path)
    assert page.status_code == 200
    assert "ana@example.org" in page.content.decode()
    assert not Practitioner.objects.exists(), "programs that look at links only read"
    assert sessions.COOKIE not in client.cookies
    response = client.post(path)
    assert response["Location"] == f"{people_url(language)}own/edit/"
    person = Practitioner.objects.get()
    assert (person.email, person.language, person.text_language) == ("ana@example.org", language, language)
    assert client.get(response["Location"]).status_code == 200


def test_the_cookie_is_for_this_host_only_and_says_nothing(client: Client, settings: object) -> None:
    settings.SESSION_COOKIE_SECURE = True
    response = client.post(link(client))
    cookie = response.cookies[sessions.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert cookie["max-age"] == 30 * 86_400
    assert not Visit.objects.filter(token__contains=cookie.value).exists()
    assert not Session.objects.exists(), "it is no session of the admin"
    assert client.get("/admin/").status_code == 302


def test_a_link_works_once(client: Client) -> None:
    path = link(client)
    assert client.post(path).status_code == 302
    other = Client()
    for answer in (other.get(path), other.post(path)):
        assert answer.status_code == 410
        assert "no longer works" in answer.content.decode()
    assert sessions.COOKIE not in other.cookies
    assert Practitioner.objects.count() == Visit.objects.count() == UsedLink.objects.count() == 1


def test_a_link_works_for_half_an_hour(client: Client) -> None:
    path = link(client)
    with after(minutes=29):
        assert client.get(path).status_code == 200
    with after(minutes=31):
        assert client.get(path).status_code == client.post(path).status_code == 410


@pytest.mark.parametrize("key", ["", "nonsense", "%00", "x" * 5000, "WyJhQGIuYyIsMCwieCJd:1abc:signature"])
def test_an_altered_link_says_so(client: Client, key: str) -> None:
    for answer in (
        client.get(f"{people_url()}sign-in/open/?key={key}"),
        client.post(f"{people_url()}sign-in/open/?key={key}"),
    ):
        assert answer.status_code == 410
    assert not Practitioner.objects.exists()


def test_a_link_altered_by_one_letter_or_made_for_something_else_opens_nothing(client: Client) -> None:
    from community.people.letters import KEEP

    path = link(client)
    for wrong in (path[:-1] + ("a" if path[-1] != "a" else "b"), path.split("key=")[0] + "key=" + KEEP.key(1)):
        assert client.post(wrong).status_code == 410


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(client: Client) -> None:
    add(email="known@example.org")
    answers = [ask(client, email) for email in ("known@example.org", "unknown@example.org")]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    assert client.get(answers[0]["Location"]).status_code == 200
    known, unknown = (re.sub(r"key=\S+", "", letter.body) for letter in delivered())
    assert known == unknown


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Write the address we shall write to."),
        ("nobody", "“nobody” is not an e-mail address."),
        ("a@b.org\nBcc: c@d.org", "is not an e-mail address."),
        ("a" * 300 + "@example.org", "is not an e-mail address."),
        ("<b>@example.org", "is not an e-mail address."),
    ],
)
def test_bad_addresses_get_a_sentence_and_nothing_is_lost(client: Client, email: str, said: str) -> None:
    response = ask(client, email)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert not Mail.objects.exists()


def test_robots_are_told_the_same_and_get_nothing(client: Client) -> None:
    assert ask(client, website="https://spam.example")["Location"].endswith("/sign-in/sent/")
    assert not Mail.objects.exists()


def test_one_address_is_mailed_five_links_an_hour_whoever_asks(client: Client) -> None:
    answers = {ask(client).status_code for _time in range(8)}
    assert answers == {302}
    assert Mail.objects.count() == 5


def test_one_connection_asks_twenty_times_an_hour(client: Client) -> None:
    answers = [ask(client, f"person{number}@example.org") for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "person20@example.org" in answers[-1].content.decode()


def test_signing_out_ends_the_session_of_this_browser_only(client: Client) -> None:
    person = add()
    here, there = signed_in(person), signed_in(person)
    number = here.cookies[sessions.COOKIE].value
    assert here.get(f"{people_url()}sign-out/").status_code == 405
    assert here.get(f"{people_url()}own/").status_code == 200
    assert here.post(f"{people_url()}sign-out/").status_code == 302
    here.cookies[sessions.COOKIE] = number  # who kept the cookie
    assert here.get(f"{people_url()}own/").status_code == 302
    assert there.get(f"{people_url()}own/").status_code == 200


def test_a_session_ends_after_thirty_days_whatever_one_does(client: Client) -> None:
    browser = signed_in(add())
    for days, status in ((29, 200), (31, 302)):
        with after(days=days):
            assert browser.get(f"{people_url()}own/").status_code == status
    with after(days=31):
        erasing.keep_up()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "y" * 43, "z" * 5000, "ü" * 43])
def test_a_made_up_cookie_signs_nobody_in(number: str) -> None:
    add()
    request = RequestFactory().get("/")
    request.COOKIES[sessions.COOKIE] = number
    assert practitioner_of(request) is None


def test_asking_who_it_is_costs_one_query_and_none_without_the_cookie(max_queries: object) -> None:
    browser = signed_in(add())
    with max_queries(0):
        assert practitioner_of(RequestFactory().get("/")) is None
    request = RequestFactory().get("/")
    request.COOKIES[sessions.COOKIE] = browser.cookies[sessions.COOKIE].value
    with max_queries(1):
        found = [practitioner_of(request), practitioner_of(request)]
    assert found == [Practitioner.objects.get()] * 2


def test_a_link_for_somebody_erased_meanwhile_brings_nobody_back(client: Client) -> None:
    person = add(email="ana@example.org")
    path = link(client)
    person.delete()
    assert client.get(path).status_code == client.post(path).status_code == 410
    assert not Practitioner.objects.exists()


def test_signing_in_is_the_sign_of_life_and_takes_the_language_of_the_page(client: Client) -> None:
    person = add(email="ana@example.org", language="fr")
    then = timezone.now() - timedelta(days=740)
    Practitioner.objects.filter(pk=person.pk).update(last_seen_at=then, warned_at=then)
    response = client.post(link(client, language="hr"))
    assert response["Location"] == f"{people_url('hr')}own/"
    person.refresh_from_db()
    assert (person.language, person.warned_at) == ("hr", None)
    assert timezone.now() - person.last_seen_at < timedelta(hours=1)


def test_used_numbers_are_forgotten_when_their_links_are_too_old_anyway(client: Client) -> None:
    client.post(link(client))
    UsedLink.objects.update(used_at=timezone.now() - 2 * links.HOLDS - timedelta(seconds=1))
    erasing.keep_up()
    assert not UsedLink.objects.exists()


def test_it_stands_below_the_community_page_only(client: Client) -> None:
    for path in ("/en/contact/people/", "/en/people/", f"{people_url()}nothing/", f"{people_url()}own/nothing/"):
        assert client.get(path).status_code == 404
