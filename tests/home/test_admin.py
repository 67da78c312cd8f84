"""Editors make and change the pages of the home room and the agenda in the admin."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from agenda.models import AgendaIndexPage, EventPage
from home.models import AccessibilityStatementPage, ContactPage, HomePage, OutputPage, ProjectPage, StandardPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

MODELS = [
    HomePage,
    StandardPage,
    ProjectPage,
    OutputPage,
    ContactPage,
    AccessibilityStatementPage,
    AgendaIndexPage,
    EventPage,
]


def event_form(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "title": "Échange sur la protection des données",
        "slug": "echange",
        "summary": "Un visiteur, plusieurs partenaires.",
        "hero_image": "",
        "hero_alt": "",
        "seo_title": "",
        "search_description": "",
        "reviewed_on": "",
        "event_kind": "training",
        "organiser": "",
        "start_date": "2027-01-14",
        "start_time": "10:00",
        "end_date": "",
        "end_time": "12:30",
        "time_zone": "Europe/Paris",
        "venue": "",
        "place": "Paris",
        "country": "FR",
        "link": "",
        "body": streamfield([]),
        "programme": streamfield([]),
        "questions": streamfield([]),
        "report": streamfield([]),
        "related": streamfield([]),
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
        "action-publish": "publish",
    }
    competences = changes.pop("competences", ["B"])
    return {**nested_form_data({**data, **changes}), "competences": competences}


@pytest.mark.parametrize("model", MODELS)
def test_every_page_opens_in_the_editor(admin_client: Client, model: Any) -> None:
    page = model.objects.filter(locale__language_code="hr").first()

    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_every_page_has_a_preview(admin_client: Client, model: Any) -> None:
    page = model.objects.filter(locale__language_code="fr").first()
    response = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")

    assert response.status_code == 200
    assert page.title.encode()[:8] in response.content


def test_an_editor_publishes_an_event(admin_client: Client, client: Client) -> None:
    parent = AgendaIndexPage.objects.get(locale__language_code="fr")
    response = admin_client.post(f"/admin/pages/add/agenda/eventpage/{parent.pk}/", event_form())
    assert response.status_code == 302, response.context["form"].errors
    event = EventPage.objects.get(slug="echange", locale__language_code="fr")

    assert event.live
    assert event.competences == ["B"]
    assert "10:00–12:30 (Paris, UTC+1)" in client.get(event.url).content.decode()
    assert EventPage.objects.filter(slug="echange", alias_of=event).count() == 5


def test_an_event_can_be_previewed_before_it_is_saved(admin_client: Client) -> None:
    parent = AgendaIndexPage.objects.get(locale__language_code="fr")
    address = f"/admin/pages/add/agenda/eventpage/{parent.pk}/preview/"
    assert admin_client.post(address, event_form()).json()["is_valid"]
    response = admin_client.get(address)

    assert response.status_code == 200
    assert "10:00–12:30" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_time": "09:00"}, "end_time"),
        ({"end_date": "2026-12-31"}, "end_date"),
        ({"start_time": ""}, "start_time"),
        ({"start_date": ""}, "start_date"),
        ({"start_date": "tomorrow"}, "start_date"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"summary": ""}, "summary"),
        ({"competences": ["Z"]}, "competences"),
    ],
)
def test_a_mistake_is_shown_at_its_field(admin_client: Client, changes: dict[str, Any], field: str) -> None:
    parent = AgendaIndexPage.objects.get(locale__language_code="fr")
    response = admin_client.post(f"/admin/pages/add/agenda/eventpage/{parent.pk}/", event_form(**changes))

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not EventPage.objects.filter(slug="echange").exists()


def test_an_editor_cannot_forget_a_part_of_the_statement(admin_client: Client) -> None:
    page = AccessibilityStatementPage.objects.get(locale__language_code="en")
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "hero_alt": "",
            "seo_title": "",
            "search_description": "",
            "conformance": "full",
            "standard": page.standard,
            "prepared_on": "2027-01-01",
            "assessment": "self",
            "report_url": "",
            **{name: rich_text("<p>Text</p>") for name in ("commitment", "scope", "noncompliance", "burden", "exempt")},
            **{name: rich_text("<p>Text</p>") for name in ("method", "feedback")},
            "enforcement": rich_text("<p> </p>"),
            "related": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "publish",
        }
    )
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["enforcement"]
