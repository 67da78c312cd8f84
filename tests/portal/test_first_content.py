"""The first content of a new site: one command makes it in six languages, with the sample centres or without."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.module_loading import autodiscover_modules
from wagtail.models import Page

from centres.models import Centre, EmbedPartner, FinderPage
from core.i18n.languages import LANGUAGES
from core.seed import seeders
from portal.management.commands import prepare

pytestmark = pytest.mark.django_db


def test_what_a_new_site_may_begin_without_is_marked() -> None:
    autodiscover_modules("seed")
    assert {seeder.name for seeder in seeders() if seeder.sample} == {"centres:list", "embeds"}


def test_the_site_without_sample_centres_is_whole(seeded: None, client: Client) -> None:
    Centre.objects.all().delete()
    EmbedPartner.objects.all().delete()
    pages = Page.objects.count()
    call_command("seed", "--without-samples", "--no-users", stdout=StringIO())
    assert Page.objects.count() == pages
    assert not Centre.objects.exists()
    for language in LANGUAGES:
        finder = FinderPage.objects.get(locale__language_code=language)
        for path in (f"/{language}/", finder.url):
            assert client.get(path).status_code == 200, path
    assert client.get("/sitemap.xml").status_code == 200
    assert client.get("/sitemap-centres-1.xml").status_code == 200


def test_an_empty_site_is_told_what_to_run(seeded: None, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.DEMO = False
    monkeypatch.setattr(prepare.Command, "step", lambda self, name, run: None)
    said = StringIO()
    call_command("prepare", stdout=said)
    assert said.getvalue() == ""
    monkeypatch.setattr(prepare.Command, "has_content", lambda self: False)
    call_command("prepare", stdout=said)
    assert "manage.py seed" in said.getvalue()
    assert "--without-samples" in said.getvalue()


def test_production_collects_style_sheets(monkeypatch: pytest.MonkeyPatch, seeded: None) -> None:
    from core.static_files import StaticFiles

    steps: list[str] = []
    monkeypatch.setattr(prepare.Command, "step", lambda self, name, run: steps.append(name))
    call_command("prepare", stdout=StringIO())
    assert "Style sheets and scripts" not in steps
    monkeypatch.setattr(prepare, "staticfiles_storage", StaticFiles())
    call_command("prepare", stdout=StringIO())
    assert "Style sheets and scripts" in steps
