"""The first page of the admin says to each role what waits for it."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from core.models import LanguageSettings
from core.seed import page_by_key
from core.waiting.links import broken_links
from core.waiting.own import own
from core.waiting.sections import MOST, Section, sections_for
from home.models import ContactMessage
from tests.centres.care import cisok
from translation.following import follow
from translation.models import Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(user(name))
    return client


def parts(sections: list[Section]) -> dict[str, Section]:
    return {one.code: one for one in sections}


def draft(key: str, language: str, by: str = "editor") -> Any:
    page = page_by_key(key, language).specific
    page.title = f"Draft of {key}"
    page.save_revision(user=user(by), clean=False)
    return page


def test_what_was_sent_back_stands_with_its_reason_until_it_is_sent_again() -> None:
    page, editor = draft("project", "fr"), user("editor")
    assert "drafts" in parts(sections_for(editor))
    state = page.get_workflow().start(page, editor)
    assert {"in-review"} == parts(sections_for(editor)).keys() & {"in-review", "drafts", "sent-back"}
    state.current_task_state.reject(user=user("moderator"), comment="Trop long.")
    found = parts(sections_for(editor))
    assert found.keys() & {"in-review", "drafts", "sent-back"} == {"sent-back"}
    (row,) = found["sent-back"].rows
    assert row.title == "Draft of project"
    assert row.url == f"/admin/pages/{page.pk}/edit/"
    assert "moderator" in row.note
    assert "Trop long." in row.note
    assert "Trop long." in signed_in("editor").get("/admin/").content.decode()
    assert not parts(own(user("moderator"), MOST))["sent-back"].count


def test_drafts_of_snippets_are_ones_own_too() -> None:
    centre = cisok()
    centre.save_revision(user=user("editor"), clean=False)
    assert [row.title for row in parts(own(user("editor"), MOST))["drafts"].rows] == [centre.name]


def test_a_link_to_a_page_that_is_hidden_or_gone_is_broken() -> None:
    assert parts(broken_links(user("editor"), MOST))["broken-links"].count == 0
    settings = LanguageSettings.objects.get(locale__language_code="fr")
    link = ReferenceIndex.objects.filter(base_content_type__model="languagesettings", object_id=str(settings.pk))[0]
    Page.objects.filter(pk=link.to_object_id).update(live=False)
    rows = parts(broken_links(user("translator-fr"), MOST))["broken-links"].rows
    row = next(row for row in rows if f"/languagesettings/edit/{settings.pk}/" in row.url)
    assert row.title == str(settings)
    assert row.note
    assert not parts(broken_links(user("translator-hr"), MOST))["broken-links"].count
    assert parts(broken_links(user("moderator"), MOST))["broken-links"].count == len(rows)
    Page.objects.filter(pk=link.to_object_id).update(live=True)
    assert parts(broken_links(user("moderator"), MOST))["broken-links"].count == 0


def test_an_emptied_field_is_no_broken_link() -> None:
    """Wagtail's index does not hear that a chosen page was deleted and the field emptied."""
    chosen = ReferenceIndex.objects.filter(model_path="empty_page")
    chosen.update(to_object_id="999999")
    assert parts(broken_links(user("editor"), MOST))["broken-links"].count == 0
    own_text = [str(pk) for pk in Page.objects.filter(alias_of=None).values_list("pk", flat=True)]
    one = ReferenceIndex.objects.filter(model_path="body.button.page", object_id__in=own_text)[0]
    ReferenceIndex.objects.filter(pk=one.pk).update(to_object_id="999999")
    assert parts(broken_links(user("editor"), MOST))["broken-links"].count == 1


def test_a_translator_reads_what_waits_in_the_own_language() -> None:
    follow()
    rows = Standing.objects.filter(item__live=True, locale__language_code="hr").exclude(state=ItemState.PUBLISHED)
    late = rows.order_by("pk").last()
    Standing.objects.filter(pk=late.pk).update(due=date(2026, 1, 2))
    found = parts(sections_for(user("translator-hr")))
    part = found["to-translate-into-hr"]
    assert part.count == rows.count()
    assert part.rows[0].url == f"/admin/translations/{late.item_id}/hr/"
    assert "2026" in part.rows[0].note
    assert not [code for code in found if code.startswith("to-translate") and code != part.code]
    client = signed_in("translator-hr")
    assert part.url in unescape(client.get("/admin/").content.decode())
    assert client.get(part.url).status_code == client.get(part.rows[0].url).status_code == 200


def test_an_editor_reads_the_numbers_of_all_languages_messages_and_centres() -> None:
    ContactMessage.objects.create(topic="other", message="Bok", language="hr")
    found = parts(sections_for(user("editor")))
    assert found["messages"].count == 1
    assert found["due"].count
    html = signed_in("editor").get("/admin/").content.decode()
    for section in found.values():
        assert str(section.title) in html
    languages = [one for one in found.values() if one.code.startswith("to-translate-into-")]
    assert len(languages) > 1
    assert not any(one.rows for one in languages)


def test_who_has_no_rights_is_promised_nothing(guest: Any) -> None:
    assert 'id="waiting' not in signed_in("guest").get("/admin/").content.decode()
    assert signed_in("guest").get("/admin/waiting/drafts/").status_code == 302
    assert signed_in("editor").get("/admin/waiting/never/").status_code == 200
    assert signed_in("editor").get("/admin/waiting/1/").status_code == 404


@pytest.mark.parametrize("who", ["editor", "translator-fr"])
def test_a_longer_list_costs_no_more(count_queries: Any, who: str) -> None:
    pages = Page.objects.live().filter(alias_of__isnull=True, locale__language_code="fr", depth__gt=2).specific()
    begun = iter(list(pages.order_by("path")[:24]))

    def begin(number: int) -> None:
        for _ in range(number):
            for stage in ("draft", "sent", "back"):
                page = next(begun)
                page.save_revision(user=user(who), clean=False)
                if stage != "draft":
                    state = page.get_workflow().start(page, user(who))
                    if stage == "back":
                        state.current_task_state.reject(user=user("moderator"), comment="Encore.")
                Page.objects.filter(pk=page.pk).update(live=False)

    begin(1)
    few = count_queries(lambda: sections_for(user(who)))
    begin(7)
    assert parts(sections_for(user(who)))["sent-back"].count == 8
    assert count_queries(lambda: sections_for(user(who))) <= few
