"""Translations, fallback pages and the decision every text field needs."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import Locale, Page

from core.countries import country_name
from core.i18n.checks import check_translatable_fields, unclassified
from core.i18n.fallback import ensure_fallbacks
from core.i18n.fields import TranslatableField
from core.i18n.languages import LANGUAGES, active_language, endonym, exonym
from core.i18n.translations import translations_of
from core.seed import page_by_key
from home.models import StandardPage

pytestmark = pytest.mark.django_db


def test_the_six_languages_are_those_of_the_settings(settings: Any) -> None:
    assert [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(("active", "language"), [("pt", "pt"), ("en-xa", "en"), ("pt-br", "pt"), ("de", "en")])
def test_the_active_language_is_always_one_of_ours(active: str, language: str) -> None:
    with override(active):
        assert active_language() == language


def new_page(language: str = "fr", title: str = "Une page neuve") -> StandardPage:
    home = page_by_key("home", language)
    page = StandardPage(title=title, summary="Un essai.", locale=home.locale, live=False)
    home.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_publishing_makes_fallback_pages(seeded: None) -> None:
    page = new_page()
    aliases = Page.objects.filter(alias_of_id=page.pk)
    assert {alias.locale.language_code for alias in aliases} == {"nl", "it", "pt", "hr", "en"}
    assert {alias.specific.content_language for alias in aliases} == {"fr"}
    assert ensure_fallbacks(page) == []


def test_fallback_pages_never_count_as_languages(seeded: None, max_queries: object) -> None:
    page = new_page()
    translations_of(page)
    with max_queries(1):
        translations = translations_of(page)
    assert [version.language for version in translations.real] == ["fr"]
    assert len(translations.versions) == 6
    assert translations.missing == ["nl", "it", "pt", "hr", "en"]


def test_fallback_page_shows_the_source_with_its_own_language(seeded: None, client: Client) -> None:
    page = new_page()
    alias = Page.objects.get(alias_of_id=page.pk, locale__language_code="hr")
    html = client.get(alias.get_url()).content.decode()
    assert '<html lang="hr"' in html
    assert '<div lang="fr">' in html
    assert f'rel="canonical" href="http://testserver{page.get_url()}"' in html
    assert 'content="noindex"' in html
    assert 'hreflang="x-default"' not in html


def test_editing_the_source_reaches_its_fallback_pages(seeded: None) -> None:
    page = new_page()
    page.title = "Un autre titre"
    page.save_revision().publish()
    assert set(Page.objects.filter(alias_of_id=page.pk).values_list("title", flat=True)) == {"Un autre titre"}


def test_unpublishing_and_deleting_take_fallback_pages_along(seeded: None) -> None:
    page = new_page()
    page.unpublish()
    assert not Page.objects.filter(alias_of_id=page.pk, live=True).exists()
    key = page.translation_key
    page.delete()
    assert not Page.objects.filter(translation_key=key).exists()


def test_a_page_behind_a_password_is_no_translation(seeded: None) -> None:
    from wagtail.models import PageViewRestriction

    page = page_by_key("contact", "nl").specific
    before = {version.language for version in translations_of(page).versions}
    PageViewRestriction.objects.create(
        page=page_by_key("contact", "hr"), restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    assert before - {version.language for version in translations_of(page).versions} == {"hr"}


def test_a_restricted_page_asks_for_its_password(seeded: None, client: Client) -> None:
    from wagtail.models import PageViewRestriction

    page = page_by_key("contact", "hr")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.get_url()).status_code == 302


def test_an_older_translation_says_so(seeded: None, client: Client) -> None:
    source = page_by_key("contact", "fr").specific
    translation = page_by_key("contact", "nl").specific
    source.reviewed_on = date(2026, 6, 1)
    source.save()
    translation.reviewed_on = date(2026, 1, 1)
    translation.save()
    fresh = StandardPage if isinstance(translation, StandardPage) else type(translation)
    assert fresh.objects.get(pk=translation.pk).outdated_since() == date(2026, 6, 1)
    assert fresh.objects.get(pk=source.pk).outdated_since() is None


def test_every_text_field_has_a_decision() -> None:
    assert check_translatable_fields(None) == []


def test_a_forgotten_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [f for f in StandardPage.override_translatable_fields if f.field_name != "summary"]
    monkeypatch.setattr(StandardPage, "override_translatable_fields", kept)
    errors = check_translatable_fields(None)
    assert any("StandardPage.summary" in error.msg for error in errors)
    monkeypatch.setattr(StandardPage, "override_translatable_fields", [*kept, TranslatableField("summary")])
    assert check_translatable_fields(None) == []


def test_unclassified_ignores_what_wagtail_declares() -> None:
    assert list(unclassified(StandardPage)) == []


def test_names_of_languages() -> None:
    assert endonym("hr") == "Hrvatski"
    assert endonym("de") == "Deutsch"
    assert endonym("xx") == "Xx"
    assert exonym("hr", "fr") == "croate"
    assert exonym("nl", "hr") == "nizozemski"


@pytest.mark.parametrize("field", ["title", "summary"])
def test_translating_a_fallback_page_makes_it_real(seeded: None, field: str) -> None:
    from wagtail_localize.operations import translate_object

    page = new_page()
    locale = Locale.objects.get(language_code="hr")
    translate_object(page, [locale])
    translated = StandardPage.objects.get(translation_key=page.translation_key, locale=locale)
    assert translated.alias_of_id is None
    assert translated.is_fallback, "a text nobody translated must not pass for Croatian"
    assert "hr" in translations_of(page).missing
    setattr(translated, field, "Nova stranica")
    translated.save_revision().publish()
    translated = StandardPage.objects.get(pk=translated.pk)
    assert not translated.is_fallback
    assert "hr" not in translations_of(page).missing


def test_portuguese_names_are_those_of_portugal() -> None:
    assert [exonym(code, "pt") for code in ("pl", "cs", "nl")] == ["polaco", "checo", "neerlandês"]
    assert [country_name(code, "pt") for code in ("PL", "LV", "CZ")] == ["Polónia", "Letónia", "Chéquia"]
