"""Bringing translations up to date publishes only for those who may, and asks about gaps first."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail_localize.models import Translation

from home.models import StandardPage
from tests.translation.test_borrowed import page, signed_in, translation, write_text
from translation.borrowed import untranslated

pytestmark = pytest.mark.django_db
__all__ = ["page", "translation"]
PUBLISH = {"publish_translations": "on"}


def address(translation: Translation) -> str:
    return reverse("wagtail_localize:update_translations", args=[translation.source.pk])


def title(translation: Translation) -> str:
    return StandardPage.objects.get(pk=translation.get_target_instance().pk).title


def test_whoever_may_not_publish_is_not_offered_it_and_refused(translation: Translation) -> None:
    right = Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation")
    get_user_model().objects.get(username="editor").user_permissions.add(right)
    write_text(translation, "Way to", "Put do ureda")
    client = signed_in("editor")
    form = client.get(address(translation)).context["form"]
    assert form.fields["publish_translations"].widget.is_hidden
    assert client.post(address(translation), PUBLISH).status_code in {302, 403}
    assert title(translation) != "Put do ureda"
    assert not signed_in("moderator").get(address(translation)).context["form"].fields["publish_translations"].disabled


def test_gaps_are_asked_about_before_they_are_published(translation: Translation) -> None:
    write_text(translation, "Way to", "Put do ureda")
    original = translation.source.get_source_instance()
    original.summary = "How to find us now."  # not sent yet: it is a gap to come
    original.save_revision().publish()
    client = signed_in("moderator")
    asked = client.post(address(translation), {**PUBLISH, "next": "/admin/"})
    html = asked.content.decode()
    assert "Summary: " in html
    assert "How to find us now." in html
    assert title(translation) != "Put do ureda"
    assert "How to find us." in untranslated(translation)
    done = client.post(address(translation), asked.context["fields"])
    assert done["Location"] == "/admin/"
    assert title(translation) == "Put do ureda"
