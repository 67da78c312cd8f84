"""Editors and moderators with pages: from the first word to the last, each task in two languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from agenda.models import AgendaIndexPage, EventPage
from core.seed import page_by_key
from home.models import StandardPage
from skills.models import Competence

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str, str], Any]


def languages(*codes: str) -> Any:
    return pytest.mark.parametrize("language", codes)


def page(key: str, language: str) -> Any:
    return page_by_key(key, language).specific


def fresh(one: Any) -> Any:
    return type(one).objects.get(pk=one.pk)


def draft_of(one: Any, user: Any, title: str = "Skica") -> Any:
    one.title = title
    one.save_revision(user=user, clean=False, log_action=True)
    return fresh(one)


def submitted(one: Any, user: Any) -> Any:
    draft_of(one, user)
    one.get_workflow().start(fresh(one), user)
    return fresh(one)


@languages("hr", "fr")
def test_new_page(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("editor", language)
    home = Page.objects.get(depth=2, locale__language_code=language)
    with override(language):
        kind = str(StandardPage._meta.verbose_name)
    desk.open().click("Pages").visit(f"/admin/pages/{home.pk}/").click("Add child page").click(kind)
    desk.press("Save draft", title="Nova", slug="nova", summary="Kratko.")
    made = StandardPage.objects.get(slug="nova", locale__language_code=language)
    assert not made.live
    assert desk.address == f"/admin/pages/{made.pk}/edit/"


@languages("it", "nl")
def test_picture(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("editor", language)
    file = SimpleUploadedFile("stol.png", get_test_image_file(size=(400, 300)).file.getvalue(), "image/png")
    desk.open().click("Images").click("Add an image")
    desk.open("/admin/images/add/").press("Upload", _files={"file": file}, title="Stol")
    assert get_image_model().objects.filter(title="Stol", uploaded_by_user=desk.user).exists()


@languages("pt", "hr")
def test_submit(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("editor", language), page("contact", language)
    desk.open(f"/admin/pages/{one.pk}/edit/").press("Save draft", title="Pitanje")
    desk.press("Submit to %(workflow_name)s")
    assert fresh(one).workflow_in_progress
    desk.open()
    assert desk.reads(desk.says("Yours, waiting for review"))


@languages("fr", "it")
def test_approve(at_desk: AtDesk, language: str) -> None:
    one = page("contact", language)
    submitted(one, at_desk("editor", language).user)
    desk = at_desk("moderator", language)
    desk.open().visit(f"/admin/pages/{one.pk}/edit/")
    desk.decide("approve")
    assert fresh(one).live
    assert fresh(one).title == "Skica"
    assert not fresh(one).has_unpublished_changes


@languages("hr", "nl")
def test_reject(at_desk: AtDesk, language: str) -> None:
    one, editor = page("contact", language), at_desk("editor", language)
    submitted(one, editor.user)
    desk = at_desk("moderator", language).open().visit(f"/admin/pages/{one.pk}/edit/")
    desk.decide("reject", comment="Predugo je.")
    editor.open()
    assert editor.reads(editor.says("Sent back to you"))
    assert editor.reads("Predugo je.")
    editor.visit(f"/admin/pages/{one.pk}/edit/")
    assert editor.offers("Resubmit to %(task_name)s")


@languages("it", "pt")
def test_compare_and_restore(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("editor", language), page("contact", language)
    old = draft_of(one, desk.user, "Prvo").latest_revision
    new = draft_of(one, desk.user, "Drugo").latest_revision
    desk.open(f"/admin/pages/{one.pk}/edit/").click("History")
    desk.open(f"/admin/pages/{one.pk}/revisions/compare/{old.pk}...{new.pk}/")
    assert desk.reads("Drugo")
    desk.open(f"/admin/pages/{one.pk}/history/").visit(f"/admin/pages/{one.pk}/revisions/{old.pk}/revert/")
    desk.press("Replace current draft")
    assert fresh(one).get_latest_revision_as_object().title == "Prvo"


@languages("fr", "nl")
def test_undo_a_draft(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("editor", language), page("contact", language)
    title = one.title
    draft_of(one, desk.user)
    desk.open().visit(f"/admin/pages/{one.pk}/edit/").click("Discard the draft").press("Yes, discard the draft")
    assert desk.response.context["form"]["title"].value() == title
    assert not fresh(one).has_unpublished_changes


@languages("hr", "it")
def test_lock(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("moderator", language), page("contact", language)
    desk.open(f"/admin/pages/{one.pk}/edit/")
    assert desk.says("Lock") in desk.html
    desk.client.post(f"/admin/pages/{one.pk}/lock/")
    assert fresh(one).locked
    editor = at_desk("editor", language).open(f"/admin/pages/{one.pk}/edit/")
    assert not editor.offers("Save draft")
    desk.client.post(f"/admin/pages/{one.pk}/unlock/")
    assert not fresh(one).locked


@languages("pt", "nl")
def test_move(at_desk: AtDesk, language: str, client: Any) -> None:
    desk, one, there = at_desk("moderator", language), page("remote", language), page("project", language)
    old = one.get_url()
    desk.open(f"/admin/pages/{one.pk}/edit/").click("Move").press("Confirm", new_parent_page=there.pk)
    desk.press("Yes, move this page")
    assert fresh(one).get_parent().pk == there.pk
    assert client.get(old)["Location"] == fresh(one).get_url()


@languages("fr", "hr")
def test_copy(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("editor", language), page("remote", language)
    desk.open(f"/admin/pages/{one.pk}/edit/").click("Copy")
    desk.press("Copy this page", new_title="Preslika", new_slug="preslika")
    assert not Page.objects.get(slug="preslika", locale__language_code=language).live


@languages("it", "pt")
def test_delete(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("moderator", language), page("contact", language)
    desk.open(f"/admin/pages/{one.pk}/edit/").click("Delete").press("Yes, delete it")
    assert not Page.objects.filter(pk=one.pk).exists()


@languages("nl", "hr")
def test_rename(at_desk: AtDesk, language: str, client: Any) -> None:
    desk, one = at_desk("moderator", language), page("contact", language)
    old = one.get_url()
    desk.open(f"/admin/pages/{one.pk}/edit/").press("Publish", title="Javite se", slug="javite-se")
    assert fresh(one).slug == "javite-se"
    assert client.get(old).status_code in {301, 302}


@languages("fr", "pt")
def test_hide(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("moderator", language), page("contact", language)
    desk.open(f"/admin/pages/{one.pk}/edit/").click("Unpublish").press("Yes, unpublish it")
    assert not fresh(one).live or fresh(one).is_fallback
    assert not Page.objects.filter(alias_of=one, live=True).exists()


MOMENTS = {"it": "24/12/2026 08:00", "nl": "24-12-2026 08:00"}


@languages("it", "nl")
def test_schedule(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("moderator", language), page("contact", language)
    desk.open(f"/admin/pages/{one.pk}/edit/").press("Publish", go_live_at=MOMENTS[language])
    moment = fresh(one).scheduled_revision.approved_go_live_at
    assert f"{localtime(moment):%Y-%m-%d %H:%M}" == "2026-12-24 08:00"


@languages("pt", "fr")
def test_competence_is_sent_for_review(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk("editor", language), Competence.objects.first()
    desk.open().click("Competences").visit(f"/admin/snippets/skills/competence/edit/{one.pk}/")
    desk.press("Submit to %(workflow_name)s")
    assert fresh(one).workflow_in_progress


DATES = {"fr": ("14/01/2027", "15/01/2027"), "hr": ("14.01.2027.", "15.01.2027.")}


@languages("fr", "hr")
def test_event(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("moderator", language)
    parent = AgendaIndexPage.objects.get(locale__language_code=language)
    desk.open().click("Pages").visit(f"/admin/pages/{parent.get_parent().pk}/").visit(f"/admin/pages/{parent.pk}/")
    desk.click("Add child page").visit(f"/admin/pages/add/agenda/eventpage/{parent.pk}/")
    begins, ends = DATES[language]
    desk.press("Publish", title="Razmjena", slug="razmjena", summary="Kratko.", start_date=begins, end_date=ends)
    event = EventPage.objects.get(slug="razmjena", locale__language_code=language)
    assert event.live
    assert (event.start_date.isoformat(), event.end_date.isoformat()) == ("2027-01-14", "2027-01-15")
