"""Whoever publishes a translation with gaps is told before, in bulk and when approving, and named what is missing."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail_localize.models import Translation

from home.models import StandardPage
from tests.translation.test_borrowed import edit, page, signed_in, translation, write_text
from translation.borrowed import untranslated
from translation.gaps import gaps_among, gaps_of

pytestmark = pytest.mark.django_db
__all__ = ["page", "translation"]


def texts(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def waiting(translation: Translation) -> StandardPage:
    """Begun, and sent for review by a translator."""
    write_text(translation, "Way to", "Put do ureda")
    there = translation.get_target_instance()
    signed_in("translator-hr").post(edit(there), {"action": "review"})
    return StandardPage.objects.get(pk=there.pk)


def test_gaps_are_named_by_field(translation: Translation) -> None:
    found = gaps_of(translation.get_target_instance(), get_user_model().objects.get(username="moderator"))
    assert found is not None
    assert found.missing == len(untranslated(translation))
    assert ("Summary", "How to find us.") in {(gap.field, str(gap.text)) for gap in found.named}
    assert found.url == edit(translation.get_target_instance())
    assert (
        gaps_among([translation.get_target_instance(), translation.source.get_source_instance()])[0].missing
        == found.missing
    )
    for text in untranslated(translation):
        write_text(translation, text, "x")
    assert gaps_of(translation.get_target_instance()) is None


def test_the_dialog_of_many_pages_names_them(translation: Translation) -> None:
    there = translation.get_target_instance()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = texts(signed_in("moderator").get(f"{address}?id={there.pk}"))
    assert "have no translation into Croatian" in html
    assert "Summary: How to find us." in html
    original = translation.source.get_source_instance()
    assert "have no translation" not in texts(signed_in("moderator").get(f"{address}?id={original.pk}"))


def test_whoever_approves_is_asked(waiting: StandardPage) -> None:
    state = waiting.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    client = signed_in("moderator")
    asked = client.post(address, {"next": "/admin/"})
    assert asked.status_code == 200
    assert "Summary:" in texts(asked)
    assert StandardPage.objects.get(pk=waiting.pk).workflow_in_progress
    window = json.loads(client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).content)
    assert "Summary:" in window["html"]
    assert 'name="comment"' in window["html"]
    fields = asked.context["fields"]
    assert client.post(address, fields).status_code == 302
    after = StandardPage.objects.get(pk=waiting.pk)
    assert not after.workflow_in_progress
    assert after.title == "Put do ureda"


def test_who_may_not_approve_is_told_nothing(waiting: StandardPage) -> None:
    state = waiting.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    assert signed_in("translator-fr").post(address).status_code in {302, 403}
