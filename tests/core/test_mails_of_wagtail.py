"""What Wagtail mails about reviews, comments and passwords: no English word in another language, and addresses that open something."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import Task, Workflow

from centres.models import Centre
from core.admin.workflows import REVIEW
from core.seed import page_by_key
from tests.core.test_admin_language import english_texts

pytestmark = pytest.mark.django_db
STEPS = ("task_state_submitted", "task_state_approved", "task_state_rejected")
REVIEWS = ("workflow_state_submitted", "workflow_state_approved", "workflow_state_rejected")
COMMENT = SimpleNamespace(text="Xx")


def mails(language: str) -> Iterator[tuple[str, str]]:
    """(name, subject and text) of each, about a page and about a centre."""
    person = get_user_model().objects.get(username="editor")
    told = {"user": person, "settings": {}, "requested_by": person, "comment": "Xx", "editor": person}
    told |= {"workflow": Workflow.objects.get(name=REVIEW), "task": Task.objects.get(name=REVIEW)}
    told |= {"task_state": SimpleNamespace(finished_by=person)}
    page, centre = page_by_key("contact", language).specific, Centre.objects.filter(live=True).first()
    with translation.override(language):
        for name in (*STEPS, *REVIEWS):
            yield from _mail(name, told | {"page": page, "object": page})
            yield from _mail(name, told | {"object": centre, "model_name": centre._meta.verbose_name})
        comments = {f"{kind}_comments": [COMMENT] for kind in ("new", "resolved", "deleted")}
        replied = {"replied_comments": [{"comment": COMMENT, "replies": [COMMENT]}]}
        yield from _mail("updated_comments", told | comments | replied | {"page": page})
        reset = "wagtailadmin/account/password_reset/email"
        link = {"user": person, "uid": "MQ", "token": "x-y", "protocol": "https", "domain": "example.org"}
        yield reset, _rendered(reset, link)


def _mail(name: str, context: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield name, _rendered(f"wagtailadmin/notifications/{name}", context)


def _rendered(template: str, context: dict[str, Any]) -> str:
    subject = template + "_subject.txt"
    return f"{render_to_string(subject, context).strip()}\n{render_to_string(template + '.txt', context)}"


ADDRESS = re.compile(r"https?://[^\s]+")


@pytest.mark.parametrize("language", ["fr", "nl", "it", "pt", "hr"])
def test_no_english_and_right_addresses(seeded: None, language: str) -> None:
    english, leaks, wrong = english_texts(language), [], []
    for name, mail in mails(language):
        lines = {" ".join(line.split()).rstrip(":") for line in ADDRESS.sub("", mail).splitlines()}
        leaks += [(name, line) for line in lines if line in english or f"{line}:" in english or " has been " in line]
        paths = [urlsplit(address).path for address in ADDRESS.findall(mail)]
        wrong += [
            (name, path) for path in paths if path in {"", "/"} or (path.startswith("/admin/") and not _opens(path))
        ]
    assert leaks == []
    assert wrong == []


def _opens(path: str) -> bool:
    try:
        return bool(resolve(path))
    except Resolver404:
        return False
