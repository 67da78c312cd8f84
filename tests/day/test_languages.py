"""Translators: from a fallback page to a page of the own language, and what other languages are told."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from tests.day.test_pages import draft_of, fresh, languages, page

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str, str], Any]


def fallback(language: str) -> Page:
    """A live fallback page."""
    return Page.objects.filter(alias_of__isnull=False, live=True, locale__language_code=language).order_by("-depth")[0]


def begun(language: str) -> Translation:
    """The translation of a page, begun by a moderator."""
    source, _created = TranslationSource.get_or_create_from_instance(page("remote", "en"))
    return Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=language))


@languages("hr", "fr")
def test_a_passage_is_translated_and_kept(at_desk: AtDesk, language: str) -> None:
    translation = begun(language)
    desk = at_desk(f"translator-{language}", language)
    target = page("remote", language)
    desk.open(f"/admin/pages/{target.pk}/edit/")
    segment = StringSegment.objects.filter(source=translation.source, context__path="title").get()
    answer = desk.client.put(
        f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
        "value=Prevedeno",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in {200, 201}, answer.content[:200]


@languages("pt", "hr")
def test_a_translator_begins_with_a_fallback_page(at_desk: AtDesk, language: str) -> None:
    one = fallback(language)
    desk = at_desk(f"translator-{language}", language).open()
    assert desk.reads(desk.says("Texts to translate into %(language)s").split("%(")[0].strip())
    desk.open(f"/admin/pages/{one.pk}/edit/")
    desk.click("Translate this page").press("Submit")
    assert desk.address.startswith("/admin/translations/")
    assert desk.address.endswith(f"/{language}/")
    assert Translation.objects.get(source__object_id=one.translation_key).target_locale == one.locale
    assert fresh(one).live
    assert fresh(one).specific.is_fallback, "readers still see the original, with its notice"


@languages("pt", "hr")
def test_a_translator_begins_in_the_own_language_only(at_desk: AtDesk, language: str) -> None:
    one, other = fallback(language), page("remote", "fr")
    desk = at_desk(f"translator-{language}", language)
    address = f"/admin/localize/submit/page/{one.alias_of_id}/"
    offered = desk.open(address).soup.select('[name="locales"]')
    assert [choice["value"] for choice in offered] == [str(one.locale_id)]
    refused = desk.client.post(address, {"locales": [other.locale_id], "include_subtree": "on"})
    assert refused.status_code == 200
    assert not Translation.objects.exists()
    assert desk.open(f"/admin/pages/{other.pk}/edit/").address == "/admin/"


@languages("nl", "it")
def test_a_translator_does_not_replace_a_page_by_a_fallback(at_desk: AtDesk, language: str) -> None:
    translation, one = begun(language), page("remote", language)
    desk = at_desk(f"translator-{language}", language).open(f"/admin/pages/{one.pk}/edit/")
    assert translation.enabled
    assert desk.says("Convert to alias page") not in desk.html
    assert desk.client.get(f"/admin/localize/page/{one.pk}/convert_to_alias/").status_code in {302, 403}


@languages("fr", "it")
def test_a_translator_sends_the_own_page_for_review(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk(f"translator-{language}", language), page("contact", language)
    draft_of(one, desk.user)
    desk.open().visit(f"/admin/pages/{one.pk}/edit/").press("Submit to %(workflow_name)s")
    assert fresh(one).workflow_in_progress


@languages("nl", "pt")
def test_no_other_language_can_be_changed(at_desk: AtDesk, language: str) -> None:
    desk, other = at_desk(f"translator-{language}", language), page("remote", "hr")
    assert desk.open(f"/admin/pages/{other.pk}/edit/").address == "/admin/"


@languages("hr", "fr")
def test_help_stands_beside_the_form(at_desk: AtDesk, language: str) -> None:
    desk, one = at_desk(f"translator-{language}", language), page("remote", language)
    desk.open(f"/admin/pages/{one.pk}/edit/").click("Help with this screen")
    assert desk.soup.find(id="from-draft-to-public-page")
