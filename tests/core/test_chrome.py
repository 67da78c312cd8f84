"""Navigation, footer, alert and switcher."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from core.i18n.languages import LANGUAGES
from core.models import LanguageSettings
from tests.pages import one_of_each

pytestmark = pytest.mark.django_db


def settings_of(language: str) -> LanguageSettings:
    return LanguageSettings.objects.get(locale__language_code=language)


def test_the_switcher_leads_to_the_same_page(seeded: None, client: Client) -> None:
    for name, path in one_of_each("hr").items():
        html = client.get(path).content.decode()
        for language in LANGUAGES:
            expected = one_of_each(language)[name]
            if language != "hr" and name not in {
                "CaseStudyPage",
                "PublicationPage",
                "EventPage",
                "StandardPage",
                "LearningModulePage",
            }:
                assert f'href="{expected}"' in html or f'href="http://testserver{expected}"' in html, (name, language)


def test_an_alert_is_shown_in_its_language_until_it_ends(seeded: None, client: Client) -> None:
    row = settings_of("nl")
    row.alert_title = "Vrijdag gesloten"
    row.alert_until = timezone.now() + timedelta(hours=1)
    row.save()
    assert "Vrijdag gesloten" in client.get("/nl/").content.decode()
    assert "Vrijdag gesloten" not in client.get("/fr/").content.decode()
    row.alert_until = timezone.now() - timedelta(minutes=1)
    row.save()
    assert "Vrijdag gesloten" not in client.get("/nl/").content.decode()


def test_a_page_renders_without_any_settings(seeded: None, client: Client) -> None:
    LanguageSettings.objects.all().delete()
    assert client.get("/it/").status_code == 200


def test_links_to_unpublished_pages_disappear(seeded: None, client: Client) -> None:
    from core.seed import page_by_key

    for language in set(LANGUAGES) - {"fr"}:
        page_by_key("agenda", language).specific.unpublish()
    page = page_by_key("agenda", "fr")
    link = f'href="{page.get_url()}"'
    elsewhere = one_of_each("fr")["ContactPage"]
    assert link in client.get(elsewhere).content.decode()
    page.unpublish()
    assert link not in client.get(elsewhere).content.decode()


def test_one_entry_per_language(seeded: None) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        LanguageSettings.objects.create(locale=Locale.objects.get(language_code="fr"), claim="x")


def test_editors_preview_a_draft(seeded: None, admin_client: Client) -> None:
    row = settings_of("pt")
    row.claim = "Um lema em rascunho"
    response = row.make_preview_request()
    assert "Um lema em rascunho" in response.content.decode()
