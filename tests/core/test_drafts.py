"""Who has begun to change something published can take the draft back."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from centres.care.suggestions import submit
from centres.models import Centre, Suggestion
from core.drafts.views import discard_url
from core.models import LanguageSettings
from core.seed import page_by_key
from tests.centres.care import cisok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def page_with_draft(language: str = "fr", by: str = "editor") -> Any:
    page = page_by_key("project", language).specific
    page.title = "Commencé"
    page.save_revision(user=get_user_model().objects.get(username=by), clean=False, log_action=True)
    return type(page).objects.get(pk=page.pk)


def menu(client: Client, address: str) -> bool:
    return "/discard/" in client.get(address).content.decode()


def press(client: Client, thing: Any) -> Any:
    return client.post(discard_url(thing), {"version": thing.latest_revision_id}, follow=True)


def test_the_form_offers_it_asks_and_returns_to_what_visitors_read() -> None:
    page, editor = page_with_draft(), signed_in("editor")
    before = page.revisions.count()
    assert menu(editor, f"/admin/pages/{page.pk}/edit/")
    asked = editor.get(discard_url(page)).content.decode()
    assert f"/admin/pages/{page.pk}/revisions/compare/live...{page.latest_revision_id}/" in asked
    assert page.revisions.count() == before
    form = press(editor, page)
    assert form.redirect_chain[-1][0] == f"/admin/pages/{page.pk}/edit/"
    fresh = type(page).objects.get(pk=page.pk)
    assert form.context["form"]["title"].value() == fresh.title != "Commencé"
    assert not fresh.has_unpublished_changes
    assert fresh.draft_title == fresh.title
    assert fresh.live
    assert not menu(editor, f"/admin/pages/{page.pk}/edit/")


def test_the_history_keeps_the_draft_and_names_who_discarded_it() -> None:
    page, editor = page_with_draft(), signed_in("editor")
    draft = page.latest_revision_id
    press(editor, page)
    history = editor.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert f"/revisions/{draft}/revert/" in history
    assert "The draft was discarded" in history


def test_a_newer_draft_is_asked_about_anew() -> None:
    page, editor = page_with_draft(), signed_in("editor")
    page_with_draft(by="moderator")
    press(editor, page)
    assert type(page).objects.get(pk=page.pk).has_unpublished_changes


def test_what_was_sent_back_is_no_longer_waited_for() -> None:
    page, editor = page_with_draft(), signed_in("editor")
    author = get_user_model().objects.get(username="editor")
    state = page.get_workflow().start(page, author)
    assert not menu(editor, f"/admin/pages/{page.pk}/edit/")
    assert press(editor, page).redirect_chain[-1][0] == "/admin/"
    state.current_task_state.reject(user=get_user_model().objects.get(username="moderator"), comment="Plus court.")
    page = type(page).objects.get(pk=page.pk)
    assert menu(editor, f"/admin/pages/{page.pk}/edit/")
    press(editor, page)
    state.refresh_from_db()
    assert state.status == state.STATUS_CANCELLED


@pytest.mark.parametrize(("who", "may"), [("translator-fr", True), ("translator-hr", False), ("partner", False)])
def test_only_who_may_change_it(who: str, may: bool) -> None:
    page = page_with_draft()
    client = signed_in(who)
    assert (client.get(discard_url(page)).status_code == 200) == may
    press(client, page)
    assert type(page).objects.get(pk=page.pk).has_unpublished_changes != may


def test_a_centre_and_the_navigation_have_it_too() -> None:
    moderator = signed_in("moderator")
    settings = LanguageSettings.objects.get(locale__language_code="hr")
    settings.claim = "Počelo"
    settings.save_revision(clean=False)
    centre = cisok()
    centre.street = "Nova ulica 7"
    centre.save_revision(clean=False)
    for thing in (settings, centre):
        thing = type(thing).objects.get(pk=thing.pk)
        address = f"/admin/snippets/{thing._meta.app_label}/{thing._meta.model_name}/edit/{thing.pk}/"
        assert menu(moderator, address)
        press(moderator, thing)
        assert not type(thing).objects.get(pk=thing.pk).has_unpublished_changes
        assert not menu(moderator, address)
    assert signed_in("translator-fr").get(discard_url(settings)).status_code == 302


def test_a_suggestion_that_waited_for_the_draft_gets_its_turn(django_capture_on_commit_callbacks: Any) -> None:
    centre = cisok()
    centre.street = "Nova ulica 7"
    centre.save_revision(clean=False)
    suggestion = submit(centre, {"phone": {"from": "", "to": "+385 40 1234"}})
    assert suggestion.state == Suggestion.State.WAITING
    with django_capture_on_commit_callbacks(execute=True):
        press(signed_in("editor"), Centre.objects.get(pk=centre.pk))
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.IN_REVIEW


def test_nothing_else_has_a_draft_to_discard() -> None:
    client = signed_in("administrator")
    page = Page.objects.filter(depth=2).first()
    assert client.get(f"/admin/drafts/core/user/{page.pk}/discard/").status_code == 404
    assert client.get("/admin/drafts/core/nothing/1/discard/").status_code == 404
    assert client.get(discard_url(page.specific)).status_code == 302
