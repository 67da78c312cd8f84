"""A mail server that is away or silent: every form answers as fast as ever, and its letter waits in the post office."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from centres.models import Centre, Owner
from core.letters.models import Mail
from portal.settings import base
from tests.centres.care import browser_data, centre_path, commits_run
from tests.post import delivered, later, mail_server

pytestmark = pytest.mark.django_db
SECONDS = 3.0
"""Far below the time-out of a connection to a mail server, and enough for a busy machine."""


@pytest.fixture
def centre(seeded: None) -> Centre:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.website = "https://cisok.hzz.example/"
    centre.save()
    return centre


def contact(client: Client, centre: Centre) -> Any:
    return client.post("/hr/kontakt/message/", {"topic": "other", "message": "Dobar dan"}, follow=True)


def claim(client: Client, centre: Centre) -> Any:
    return client.post(centre_path(centre, "claim"), {"address": "ana@hzz.example"})


def new_link(client: Client, centre: Centre) -> Any:
    Owner.objects.create(centre=centre, email="ana@hzz.example")
    return client.post(centre_path(centre, "edit"), {"address": "ana@hzz.example"})


def decided_suggestion(client: Client, centre: Centre) -> Any:
    path = centre_path(centre, "suggest")
    data = browser_data(client, path) | {"step": "send", "phone": "+385 40 111 222", "reply_to": "ana@example.org"}
    with commits_run():
        client.post(path, data)
        client.force_login(get_user_model().objects.get(username="editor"))
        state = Centre.objects.get(pk=centre.pk).current_workflow_task_state
        name = Centre.snippet_viewset.get_url_name("workflow_action")
        response = client.post(reverse(name, args=[centre.pk, "approve", state.pk]), {"comment": ""})
    client.logout()
    return response


def password_reset(client: Client, centre: Centre) -> Any:
    return client.post("/admin/password_reset/", {"email": "editor@example.org"})


def review(client: Client, centre: Centre) -> Any:
    """The mails of the morning: asked for by a button of the dashboard, sent by the worker."""
    from centres.care import reviews

    Owner.objects.create(centre=centre, email="ana@hzz.example")
    reviews.send(reviews.with_history(Centre.objects.filter(pk=centre.pk)))
    return None


FORMS = [contact, claim, new_link, decided_suggestion, password_reset, review]


@pytest.mark.parametrize("state", ["silent", "away"])
@pytest.mark.parametrize("send", FORMS, ids=lambda form: form.__name__)
def test_the_form_answers_and_the_letter_waits(
    centre: Centre, client: Client, settings: Any, send: Callable[[Client, Centre], Any], state: str
) -> None:
    settings.EMAIL_BACKEND = base.EMAIL_BACKEND  # pytest-django puts another in its place
    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 30
        if state == "silent":
            server.silent = {"CONNECT"}
        else:
            port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        started = time.monotonic()
        response = send(client, centre)
        assert time.monotonic() - started < SECONDS
        assert response is None or response.status_code in {200, 302}
        assert server.visits == 0
        letters = [mail.to for mail in Mail.objects.waiting()]
        assert letters
        settings.EMAIL_TIMEOUT = 0.3
        delivered()
        assert all(mail.error for mail in Mail.objects.waiting())
        assert Mail.objects.waiting().count() == len(letters)
        server.silent = set()
        if state == "away":
            settings.EMAIL_PORT = port
        later()
        delivered()
        assert len(server.taken) == len(letters)
        assert all(any(to in text for text in server.taken) for to in letters)


def test_no_room_sends_mail_past_the_post_office() -> None:
    """Whatever calls Django's own functions lands in the post office too; only that one knows the mail server."""
    assert base.EMAIL_BACKEND == "core.letters.backend.EmailBackend"
    assert base.EMAIL_TIMEOUT <= 20
