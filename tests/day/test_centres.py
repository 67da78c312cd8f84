"""The directory: centres and their hours, what visitors suggest, review mails, imports."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from centres.care.suggestions import submit
from centres.importing.work import runner
from centres.models import Centre, Import, ReviewRequest, Suggestion
from tests.centres.care import FINDERS, cisok
from tests.centres.imports import go_on
from tests.day.test_pages import languages
from tests.post import delivered

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str, str], Any]


def form_of(centre: Centre) -> str:
    return f"/admin/snippets/centres/centre/edit/{centre.pk}/"


@languages("hr", "fr")
def test_new_centre(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("editor", language)
    desk.open().click("All centres")
    desk.visit("/admin/snippets/centres/centre/add/").press(
        "Publish", name="Centar Rijeka", city="Rijeka", country="HR"
    )
    centre = Centre.objects.get(name="Centar Rijeka")
    assert centre.live
    assert Client().get(f"/{language}/{FINDERS[language]}/{centre.slug}/").status_code == 200


@languages("it", "pt")
def test_hours_and_a_check_by_telephone(at_desk: AtDesk, language: str) -> None:
    desk, centre = at_desk("editor", language), cisok()
    desk.open().click("To be confirmed").visit(form_of(centre))
    monday = {"hours__0__state": "open", "hours__0__0": "9", "hours__0__1": "17"}
    desk.press("Publish", checked_today="on", **monday)
    centre.refresh_from_db()
    assert centre.hours.startswith("Mo 09:00-17:00")
    assert centre.checked_on == timezone.localdate()
    assert desk.open().reads(desk.says("To be confirmed")) == Centre.objects.public().to_confirm().exists()


@languages("nl", "hr")
def test_suggestion_taken_over(at_desk: AtDesk, language: str) -> None:
    desk, centre = at_desk("editor", language), cisok()
    suggestion = submit(centre, {"phone": {"from": centre.phone, "to": "+385 40 1234"}}, note="Novi broj.")
    desk.open().click("Suggested changes")
    assert desk.reads("Novi broj.")
    desk.visit(form_of(centre)).decide("approve")
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.ACCEPTED
    assert Centre.objects.get(pk=centre.pk).phone == "+385 40 1234"


@languages("fr", "pt")
def test_suggestion_refused_with_a_reason(at_desk: AtDesk, language: str) -> None:
    desk, centre = at_desk("editor", language), cisok()
    changes = {"phone": {"from": centre.phone, "to": "+385 40 1234"}}
    suggestion = submit(centre, changes, email="ana@example.org", language=language)
    desk.open(form_of(centre)).decide("reject", comment="Stari broj.")
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.REJECTED
    assert any("Stari broj." in mail.body for mail in delivered())
    assert Centre.objects.get(pk=centre.pk).phone == centre.phone


@languages("it", "nl")
def test_a_suggestion_waits_for_a_draft_and_gets_its_turn(at_desk: AtDesk, language: str) -> None:
    desk, centre = at_desk("editor", language), cisok()
    desk.open(form_of(centre)).press("Save draft", street="Ulica 7")
    changes = {"phone": {"from": centre.phone, "to": "+385 40 1234"}}
    suggestion = submit(Centre.objects.get(pk=centre.pk), changes)
    assert suggestion.state == Suggestion.State.WAITING
    desk.open(form_of(centre)).press("Publish")
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.IN_REVIEW


@languages("hr", "it")
def test_review_mail(at_desk: AtDesk, language: str) -> None:
    desk, centre = at_desk("editor", language), cisok()
    Centre.objects.filter(pk=centre.pk).update(email="cisok@example.org", language=language)
    desk.open().click("To be confirmed").press("Ask the chosen centres by mail now", centre=str(centre.pk))
    assert ReviewRequest.objects.filter(centre=centre, language=language).exists()
    assert [mail.to for mail in delivered()] == [["cisok@example.org"]]


TABLE = "naziv,mjesto,ulica,telefon\nCentar Sisak,Sisak,Ulica 1,zvati\n"


@languages("pt", "fr")
def test_import_with_a_wrong_optional_cell_and_undo(
    at_desk: AtDesk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = SimpleNamespace(enqueue=lambda pk: go_on(Import.objects.get(pk=pk)))
    monkeypatch.setattr(runner, "go_on", at_once)
    desk = at_desk("moderator", language)
    desk.open().click("Imports").click("Import a table")
    file = SimpleUploadedFile("popis.csv", TABLE.encode(), "text/csv")
    desk.press("Go on to the columns", _files={"file": file}, source_name="Popis", country="HR", language="hr")
    desk.press("Check the rows")
    if desk.offers("Leave this cell empty"):
        desk.press("Leave this cell empty")
    if desk.offers("Check again"):
        desk.press("Check again")
    desk.press_towards("/run/")
    assert Centre.objects.get(name="Centar Sisak").phone == ""
    desk.press("Undo")
    assert not Centre.objects.filter(name="Centar Sisak").exists()


@languages("hr", "pt")
def test_a_centre_is_found_without_its_accents(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("editor", language).open("/admin/snippets/centres/centre/?q=cakovec")
    desk.visit(form_of(cisok()))
