"""A page translated passage by passage is published as one version, in somebody's name, and with few queries."""

# ruff: noqa: F811 - fixtures of another file
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from home.models import StandardPage
from tests.centres.care import commits_run
from tests.translation.test_desk_following import (  # noqa: F401 - fixtures
    ALL,
    begun,
    book,
    edit,
    say,
    standing,
    submit,
)
from tests.translation.test_editor import address, person, signed_in
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def publish(client: Client, book: StandardPage) -> Any:
    with commits_run():
        return client.post(address(standing(book)), {"action": "publish"}, follow=True)


def test_it_is_one_version_of_whoever_pressed_the_button(book: StandardPage, begun: Translation) -> None:
    say(begun, **ALL)
    target = begun.get_target_instance()
    before = target.revisions.count()
    answer = publish(signed_in("moderator"), book)
    assert "is published in Croatian" in " ".join(map(str, answer.context["messages"]))
    page = Page.objects.get(pk=target.pk).specific
    assert (page.title, page.summary, page.live) == (ALL["title"], ALL["summary"], True)
    assert (page.has_unpublished_changes, page.is_fallback, page.content_language) == (False, False, "hr")
    assert page.revisions.count() == before + 1
    assert page.live_revision == page.latest_revision == Revision.objects.latest("pk")
    assert page.live_revision.user == person("moderator")
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").latest("pk").user == person("moderator")
    assert TranslationLog.objects.latest("pk").revision == page.live_revision
    assert standing(book).state == ItemState.PUBLISHED
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_it_refers_to_know_of_it(book: StandardPage, begun: Translation) -> None:
    say(begun, **ALL)
    target = begun.get_target_instance()
    publish(signed_in("moderator"), book)
    edit(book, related=[{"type": "page", "value": book.get_parent().pk}])
    with commits_run():
        begun.source.update_from_db()
    publish(signed_in("moderator"), book)
    page = Page.objects.get(pk=target.pk).specific
    assert page.related_ids()


def test_a_text_its_field_does_not_take_is_named_and_nothing_is_published(
    book: StandardPage, begun: Translation
) -> None:
    say(begun, **(ALL | {"title": "n" * 300}))
    client, one = signed_in("moderator"), standing(book)
    asked = client.post(address(one), {"action": "publish"})
    with commits_run():
        answer = client.post(address(one), {"action": "publish", "known": asked.context["gaps"].known}, follow=True)
    assert "validation errors" in " ".join(map(str, answer.context["messages"]))
    assert Page.objects.get(pk=one.target_pk).title == "Book"
    assert StringTranslation.objects.get(data="n" * 300).has_error


@pytest.mark.parametrize(
    ("name", "title", "queries"),
    [
        ("administrator", "Book", 100),
        ("moderator", "Book", 100),
        ("coordinator-hr", "Book", 100),
        ("moderator", "Knjiga", 125),  # it moves: old addresses lead on, what stands below is found anew
    ],
)
def test_a_hundred_passages_cost_at_most_a_hundred_queries(
    book: StandardPage, admin_client: Client, max_queries: Any, name: str, title: str, queries: int
) -> None:
    body = "".join(f"<p>Sentence {number}.</p>" for number in range(98))
    edit(book, body=[{"type": "paragraph", "value": body}])
    submit(admin_client, book)
    made = Translation.objects.get(source__object_id=book.translation_key)
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=one.string,
            context=one.context,
            locale=made.target_locale,
            data=one.string.data.replace("Sentence", "Rečenica").replace("Book", title),
        )
        for one in made.source.stringsegment_set.exclude(context__path="slug").select_related("string", "context")
    )
    client, one = signed_in(name), standing(book)
    assert one.total == 100
    client.get(address(one))
    with max_queries(queries), commits_run():
        client.post(address(one), {"action": "publish"})
    assert standing(book).state == ItemState.PUBLISHED
