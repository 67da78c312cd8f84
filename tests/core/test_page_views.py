"""A page is shown by the view registered for its type, for its parent's type, or by Wagtail's own."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from wagtail.models import Locale, Page, Site

from core import page_views
from core.models import BasePage
from home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_views, "_contexts", {})
    monkeypatch.setattr(page_views, "_servings", {})
    monkeypatch.setattr(page_views, "_previews", {})


@pytest.fixture
def page(seeded: None) -> StandardPage:
    return StandardPage.objects.filter(locale__language_code="fr").real().first()


def test_the_view_adds_to_what_every_page_tells(page: StandardPage, rf: RequestFactory) -> None:
    @page_views.shows(StandardPage)
    def standard(page: StandardPage, request: HttpRequest) -> dict[str, Any]:
        return {"said": f"{page.slug} {request.path}"}

    context = page.get_context(rf.get("/here/"))
    assert context["said"] == f"{page.slug} /here/"
    assert context["head"].title
    assert context["page"] == page


def test_a_parent_types_view_serves_unless_the_type_has_its_own(page: StandardPage, rf: RequestFactory) -> None:
    page_views.shows(BasePage)(lambda page, request: {"by": "base"})
    assert page.get_context(rf.get("/"))["by"] == "base"
    page_views.shows(StandardPage)(lambda page, request: {"by": "standard"})
    assert page.get_context(rf.get("/"))["by"] == "standard"


def test_a_serving_view_answers_with_the_arguments_of_the_route(page: StandardPage, rf: RequestFactory) -> None:
    @page_views.serves(StandardPage)
    def standard(page: StandardPage, request: HttpRequest, word: str = "") -> HttpResponse:
        return HttpResponse(f"{page.slug}:{word}")

    assert page.serve(rf.get("/"), word="data").content.decode() == f"{page.slug}:data"


def test_without_a_view_the_page_is_its_template(page: StandardPage, rf: RequestFactory) -> None:
    assert page_views.context_of(page, rf.get("/")) == {}
    assert page_views.serving_of(page) is None
    assert page.serve(rf.get("/")).template_name == "home/standard.html"


def test_a_decorated_view_stays_what_it_was() -> None:
    def view(page: Page, request: HttpRequest) -> dict[str, Any]:
        return {}

    assert page_views.shows(Page)(view) is view


def test_what_is_no_page_is_previewed_by_its_view(rf: RequestFactory) -> None:
    @page_views.previews(Locale)
    def locale(locale: Locale, request: HttpRequest, language: str) -> HttpResponse:
        return HttpResponse(f"{locale.language_code} for {language}")

    assert page_views.preview_of(Locale(language_code="hr"), rf.get("/"), "it").content == b"hr for it"
    with pytest.raises(LookupError, match="Site"):
        page_views.preview_of(Site(), rf.get("/"), "it")
