"""Practitioners for tests, and the way in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from community.models import CommunityIndexPage, Practitioner, Visit
from community.visitors import sessions
from tests.conftest import StrictClient


def people_url(language: str = "en") -> str:
    return CommunityIndexPage.objects.in_language(language).get().people_url


def add(name: str = "Ana Horvat", **facts: Any) -> Practitioner:
    facts.setdefault("email", f"{name.lower().replace(' ', '.')}@example.org")
    return Practitioner.objects.create(name=name, **facts)


def signed_in(person: Practitioner, client: Client | None = None) -> Client:
    """A browser with a session as the button of a link makes it."""
    browser, response = client or StrictClient(), HttpResponse()
    sessions.begin(response, person)
    browser.cookies[sessions.COOKIE] = response.cookies[sessions.COOKIE].value
    assert Visit.objects.filter(practitioner=person).exists()
    return browser


def link_in(text: str, part: str) -> str:
    """The path of the first address in a mail that has ``part``."""
    parts = urlsplit(next(word for word in text.split() if part in word and "://" in word))
    return f"{parts.path}?{parts.query}"


@contextmanager
def after(**passed: int) -> Iterator[None]:
    """So much later, for signed keys as for the database."""
    now = timezone.now() + timedelta(**passed)
    with patch("django.core.signing.time.time", now.timestamp), patch.object(timezone, "now", lambda: now):
        yield
