"""Who waits for a date leaves an address, is told of each new event once and in the own language, and ends it when they like."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from agenda.letters import no_more_key
from agenda.models import AgendaIndexPage, Announcement, EventPage, Subscriber
from agenda.subscriptions import announce
from agenda.tasks import forget_subscribers
from core.work.models import Job
from tests.agenda.builders import add_event, agenda, days_from_now
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def send(client: Client, language: str = "en", **changes: str) -> object:
    return client.post(agenda(language).subscribe_url, {"email": "ana@example.org", **changes})


def path_in(text: str, part: str) -> str:
    """The path of the first address in a mail that has ``part``."""
    parts = urlsplit(next(word for word in text.split() if part in word and "://" in word))
    return f"{parts.path}?{parts.query}"


def test_the_form_asks_for_an_address_only(client: Client, language: str) -> None:
    response = client.get(agenda(language).subscribe_url)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "no-store" in response["Cache-Control"]
    form = html.split('<form class="text stack"')[1].split("</form>")[0]
    assert form.count("<input") == 3  # the address, the key against forgery, the trap for robots
    assert "<textarea" not in form
    assert "<select" not in form


def test_agenda_and_contact_lead_to_it(client: Client, language: str) -> None:
    url = agenda(language).subscribe_url
    assert url in client.get(agenda(language).url).content.decode()
    add_event("Coming", language=language)
    assert url in client.get(agenda(language).url).content.decode()
    contact = {"fr": "contact", "nl": "contact", "it": "contatti", "pt": "contacto", "hr": "kontakt", "en": "contact"}
    page = f"/{language}/{contact[language]}/"
    assert url in client.get(page).content.decode()
    response = client.get(f"{page}message/?topic=event")
    assert (response.status_code, response["Location"]) == (302, url)


def test_an_address_is_kept_and_told_what_happens(client: Client, language: str) -> None:
    response = send(client, language, email="Ana@Example.org")
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    person = Subscriber.objects.get()
    assert (person.email, person.language) == ("ana@example.org", language)
    (letter,) = delivered()
    assert letter.to == ["ana@example.org"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path_in(letter.body, "no-more").startswith(f"/{language}/")


def test_asking_again_sends_nothing_and_keeps_longer(client: Client) -> None:
    send(client)
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=600))
    send(client, "hr")
    person = Subscriber.objects.get()
    assert person.language == "hr"
    assert timezone.now() - person.asked_at < timedelta(hours=1)
    assert len(delivered()) == 1


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Write the address we shall write to."),
        ("nobody", "“nobody” is not an e-mail address."),
        ("a@b.org\nBcc: c@d.org", "is not an e-mail address."),
        ("a" * 300 + "@example.org", "is not an e-mail address."),
        ("\x00", "Write the address we shall write to."),
    ],
)
def test_what_is_no_address_is_said_at_the_field(client: Client, email: str, said: str) -> None:
    response = send(client, email=email)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert not Subscriber.objects.exists()


def test_a_robot_is_told_the_same_and_nothing_is_kept(client: Client) -> None:
    assert send(client, website="https://spam.example").status_code == 302
    assert not Subscriber.objects.exists()


def test_too_many_are_asked_to_wait(client: Client) -> None:
    answers = [send(client, email=f"a{number}@example.org").status_code for number in range(11)]
    assert answers == [302] * 10 + [429]
    assert Subscriber.objects.count() == 10


def waiting(language: str = "en") -> Subscriber:
    return Subscriber.objects.create(email=f"{language}@example.org", language=language)


def published(title: str = "Round", **facts: object) -> EventPage:
    event = add_event(title, live=False, **facts)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def test_a_new_event_is_told_in_each_language_once(client: Client) -> None:
    for language in ("fr", "nl", "en"):
        waiting(language)
    event = published("Data round", place="Paris", country="FR", start_date=days_from_now(40))
    announce(event.translation_key)
    announce(event.translation_key)
    letters = {letter.to[0][:2]: letter for letter in delivered()}
    assert len(mail.outbox) == len(letters) == 3
    assert "Parijs, Frankrijk" in letters["nl"].body
    assert "Data round" in letters["fr"].body
    for language, letter in letters.items():
        assert client.get(path_in(letter.body, f"/{language}/").removesuffix("?")).status_code == 200


def test_publishing_asks_the_worker_and_changing_it_does_not() -> None:
    Job.objects.all().delete()
    event = published()
    tasks = Job.objects.filter(task="agenda.tasks.announce_event")
    assert tasks.count() == 1
    Job.objects.all().delete()
    Announcement.objects.create(event_key=event.translation_key)
    event.save_revision().publish()
    assert not Job.objects.filter(task="agenda.tasks.announce_event").exists()


@pytest.mark.parametrize("facts", [{"start_date": days_from_now(-3)}, {"cancelled": True}], ids=["over", "cancelled"])
def test_what_nobody_can_go_to_is_no_news(facts: dict[str, object]) -> None:
    waiting()
    event = published(**facts)
    announce(event.translation_key)
    assert not delivered()
    assert not Announcement.objects.exists()


def test_a_private_event_is_told_to_nobody() -> None:
    waiting()
    event = published()
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    announce(event.translation_key)
    assert not delivered()


def test_no_more_is_one_click_and_forgets_the_address(client: Client) -> None:
    person = waiting("hr")
    path = f"{agenda('hr').url}{AgendaIndexPage.NO_MORE}?key={no_more_key(person)}"
    assert client.get(path).status_code == 200
    assert Subscriber.objects.exists(), "programs that look at links only read"
    robot = Client(enforce_csrf_checks=True)
    assert robot.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscriber.objects.exists()
    assert robot.post(path).status_code == 200


@pytest.mark.parametrize("key", ["", "nonsense", "%00", "x" * 2000])
def test_a_link_that_is_not_whole_says_so(client: Client, key: str) -> None:
    waiting()
    response = client.post(f"{agenda().url}{AgendaIndexPage.NO_MORE}?key={key}")
    assert response.status_code == 400
    assert "not whole or too old" in response.content.decode()
    assert Subscriber.objects.exists()


def test_addresses_are_forgotten_after_two_years() -> None:
    old, new = waiting("fr"), waiting("nl")
    Subscriber.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=731))
    forget_subscribers.func()
    assert list(Subscriber.objects.all()) == [new]


def test_editors_see_who_waits_and_may_delete_nobody_else_does(client: Client) -> None:
    person = waiting()
    for role, sees in (("partner", False), ("translator-fr", False), ("editor", True), ("moderator", True)):
        client.force_login(get_user_model().objects.get(username=role))
        answer = client.get(reverse("wagtailsnippets_agenda_subscriber:list"))
        assert (answer.status_code == 200 and person.email in answer.content.decode()) is sees, role
    client.post(reverse("wagtailsnippets_agenda_subscriber:delete", args=[person.pk]))
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("step", ["tell-me/", "tell-me/sent/", "tell-me/no-more/"])
def test_it_stands_below_an_agenda_only(client: Client, step: str) -> None:
    assert client.get(f"/en/contact/{step}").status_code == 404
