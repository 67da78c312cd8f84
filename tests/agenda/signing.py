"""What tests of sign-up share: events that take sign-ups, people who sign up, and the links in their mails."""

import re
import time
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client

from agenda.models import EventPage, Register, SignUp
from agenda.signups import book
from agenda.signups.book import Entry
from core.forms import OPENED
from tests.agenda.builders import add_event, days_from_now
from tests.post import delivered


def open_event(title: str = "Round", **facts: Any) -> EventPage:
    """A published event people can sign up for; in ten days unless told."""
    facts = {"sign_up": True, "start_date": days_from_now(10), "start_time": "10:00", "end_time": "12:00"} | facts
    event = add_event(title, live=False, **facts)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def change(event: EventPage, **facts: Any) -> EventPage:
    """The event, published anew with other facts."""
    page = EventPage.objects.get(pk=event.pk)
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def register_of(event: EventPage) -> Register:
    return Register.objects.get(event_key=event.translation_key)


def entry(name: str = "Ana", **changes: Any) -> Entry:
    values = {"email": f"{name.lower()}@example.org", "name": name, "organisation": "", "country": "", "language": "en"}
    return Entry(**({**values, "answers": []} | changes))


def person(event: EventPage, name: str = "Ana", *, confirms: bool = True, **changes: Any) -> SignUp:
    """Somebody who has signed up, and confirmed unless told."""
    register, wanted = register_of(event), entry(name, **changes)
    book.ask(register.pk, wanted)
    signup = register.signups.get(email=wanted.email)
    if confirms:
        book.confirm(signup)
        signup.refresh_from_db()
    return signup


def filled(**changes: str) -> dict[str, str]:
    """The form as somebody sends it who has taken a minute."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - 60):
        opened = OPENED.key(int(time.time()) - 60)
    return {"name": "Ana Horvat", "email": "ana@example.org", "consent": "on", "opened": opened} | changes


def send(client: Client, event: EventPage, **changes: str) -> HttpResponse:
    return client.post(event.sign_up_url, filled(**changes))


def letters_to(name: str) -> list[Any]:
    """Everything sent to somebody, the oldest first."""
    return [letter for letter in delivered() if letter.to == [f"{name.lower()}@example.org"]]


def subjects(name: str = "ana") -> list[str]:
    return [letter.subject.partition(":")[0] for letter in letters_to(name)]


def own_path(letter: Any) -> str:
    """The path of the own sign-up in a mail."""
    url = re.search(r"http\S+/my-sign-up/\S*", letter.body)
    assert url, letter.body
    parts = urlsplit(url.group())
    return f"{parts.path}?{parts.query}"
