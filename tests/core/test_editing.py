"""Two people at one form: the second is told, sees both texts and loses neither."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, RevisionMixin
from wagtail.snippets.models import get_snippet_models

from centres.models import Centre
from community.models import Organisation
from core.admin.editing import VersionedForm, VersionedPageForm
from core.models import LanguageSettings
from core.seed import page_by_key
from skills.models import Competence
from tests.forms import posted_as_it_is
from tests.pages import page_models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIELD = {Centre: "street", Organisation: "city", Competence: "summary", LanguageSettings: "about"}
"""A field of text of everything two people may have open."""


def thing(model: type) -> Any:
    return page_by_key("contact", "fr").specific if model is Page else model.objects.filter(live=True).first()


def address(one: Any) -> str:
    if isinstance(one, Page):
        return reverse("wagtailadmin_pages:edit", args=[one.pk])
    return reverse(one.snippet_viewset.get_url_name("edit"), args=[one.pk])


def somebody(name: str) -> Client:
    user, _created = get_user_model().objects.get_or_create(username=name, defaults={"is_superuser": True})
    client = Client()
    client.force_login(user)
    return client


def opened(client: Client, one: Any) -> dict[str, Any]:
    return posted_as_it_is(client.get(address(one)).content.decode(), type(one))


@pytest.mark.parametrize("button", [{}, {"action-publish": "action-publish"}], ids=["draft", "publish"])
@pytest.mark.parametrize("model", [Page, *FIELD])
def test_the_second_is_told_and_nothing_is_lost(model: type, button: dict[str, str]) -> None:
    one, field = thing(model), FIELD.get(model, "summary")
    anna, bruno = somebody("anna"), somebody("bruno")
    of_anna, of_bruno = opened(anna, one), opened(bruno, one)
    assert anna.post(address(one), of_anna | button | {field: "Text of Anna"}).status_code == 302

    refused = bruno.post(address(one), of_bruno | button | {field: "Text of Bruno"})
    html = refused.content.decode()
    assert refused.status_code == 200
    assert "anna saved this on" in html
    assert "Text of Anna" in html
    assert "Text of Bruno" in html
    one.refresh_from_db()
    assert getattr(one.get_latest_revision_as_object(), field) == "Text of Anna"

    informed = posted_as_it_is(html, type(one))
    assert informed[field] == "Text of Bruno"
    assert bruno.post(address(one), informed | button).status_code == 302
    one.refresh_from_db()
    assert getattr(one.get_latest_revision_as_object(), field) == "Text of Bruno"
    texts = [getattr(revision.as_object(), field) for revision in one.revisions.order_by("-pk")[:2]]
    assert texts == ["Text of Bruno", "Text of Anna"]


def test_who_does_not_say_what_was_read_does_not_overwrite_others(admin_client: Client) -> None:
    page = thing(Page)
    anna, bruno = somebody("anna"), somebody("bruno")
    data = {name: value for name, value in opened(anna, page).items() if not name.startswith("loaded_revision")}
    assert anna.post(address(page), data | {"summary": "Text of Anna"}).status_code == 302
    assert bruno.post(address(page), data | {"summary": "Text of Bruno"}).status_code == 200
    assert anna.post(address(page), data | {"summary": "Text of Anna again"}).status_code == 302


def test_children_are_compared_too() -> None:
    centre = Centre.objects.filter(live=True, texts__isnull=False).first()
    anna, bruno = somebody("anna"), somebody("bruno")
    of_anna, of_bruno = opened(anna, centre), opened(bruno, centre)
    anna.post(address(centre), of_anna | {"texts-0-summary": "Summary of Anna"})
    html = bruno.post(address(centre), of_bruno | {"texts-0-summary": "Summary of Bruno"}).content.decode()
    panel = html[html.index("newer-version") : html.index("</section>", html.index("newer-version"))]
    assert "Anna" in panel
    assert "Bruno" in panel


def test_a_preview_goes_on_while_somebody_else_saves() -> None:
    page = thing(Page)
    anna, bruno = somebody("anna"), somebody("bruno")
    of_anna, of_bruno = opened(anna, page), opened(bruno, page)
    anna.post(address(page), of_anna | {"summary": "Text of Anna"})
    preview = bruno.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), of_bruno)
    assert preview.json()["is_valid"]


def test_one_person_saves_as_often_as_needed() -> None:
    page, anna = thing(Page), somebody("anna")
    for text in ("One", "Two"):
        assert anna.post(address(page), opened(anna, page) | {"summary": text}).status_code == 302


@pytest.mark.parametrize("model", [m for m in get_snippet_models() if issubclass(m, RevisionMixin)])
def test_every_snippet_with_versions_has_the_form(model: type) -> None:
    assert issubclass(model.get_edit_handler().get_form_class(), VersionedForm)


@pytest.mark.parametrize("model", page_models())
def test_every_page_has_the_form(model: type) -> None:
    assert issubclass(model.get_edit_handler().get_form_class(), VersionedPageForm)
