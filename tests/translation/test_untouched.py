"""A copy nobody has translated follows its original, and what a version of its own keeps public is said before."""

import html
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import Translation

from core.seed import page_by_key
from home.models import StandardPage
from skills.models import Competence
from tests.centres.care import commits_run
from tests.core.test_following import translate, version, write
from translation.borrowed import untranslated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def admin(admin_client: Client) -> Client:
    return admin_client


def post(client: Client, name: str, page: StandardPage, data: dict[str, Any] | None = None) -> HttpResponse:
    with commits_run():
        return client.post(reverse(name, args=[page.pk]), data or {})


@pytest.fixture(params=[True, False], ids=["published", "draft"])
def original(request: pytest.FixtureRequest, admin: Client) -> StandardPage:
    """Sent to Croatian, published before or after; the copy is published as it is."""
    page = write(page_by_key("home", "en"), "Shelf", live=request.param)
    croatian = Locale.objects.get(language_code="hr")
    post(admin, "wagtail_localize:submit_page_translation", page, {"locales": [croatian.pk]})
    page.get_latest_revision().publish()
    there = version(page, "hr")
    missing = len(untranslated(Translation.objects.get(target_locale=croatian, source__object_id=page.translation_key)))
    post(admin, "wagtailadmin_pages:edit", there, {"action": "publish", "known": str(missing)})
    return StandardPage.objects.get(pk=page.pk)


def test_it_is_read_as_what_it_is(original: StandardPage, client: Client) -> None:
    answer = client.get(version(original, "hr").url)
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert version(original, "hr").content_language == "en"
    assert "hr" in client.get(original.url).context["head"].missing


@pytest.mark.parametrize("act", ["unpublish", "delete", "close"])
def test_it_follows_its_original(original: StandardPage, admin: Client, client: Client, act: str) -> None:
    url = version(original, "hr").url
    if act == "close":
        PageViewRestriction.objects.create(page=original, restriction_type="login")
    else:
        assert post(admin, f"wagtailadmin_pages:{act}", original).status_code == 302
    assert client.get(url).status_code in {302, 404}
    kept = version(original, "hr")
    assert kept.get_latest_revision() is not None, "what somebody may have begun is kept as a draft"


DIALOGS = ("delete", "unpublish", "move_confirm", "set_privacy")


def said(answer: HttpResponse) -> str:
    text = html.unescape(answer.content.decode().encode().decode("unicode_escape", "ignore"))
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize("act", DIALOGS)
def test_dialogs_name_the_languages_that_stay_public(admin: Client, act: str) -> None:
    page = write(page_by_key("home", "en"), "Shelf")
    book = write(page, "Book")
    more = [page_by_key("project", "en").pk] if act == "move_confirm" else []
    address = reverse(f"wagtailadmin_pages:{act}", args=[page.pk, *more])
    assert "Texts of its own" not in said(admin.get(address))
    translate(page, "fr", "Étagère")
    translate(book, "hr", "Knjiga")
    verb = "stand" if act == "move_confirm" else "stay public"
    text = said(admin.get(address))
    assert f"Texts of its own {verb} in: French, Croatian." in text
    assert text.count("Texts of its own") == 1, "a template that extends its namesake is shown once"


@pytest.mark.parametrize("act", ["delete", "unpublish", "move"])
def test_dialogs_of_many_pages_do_too(admin: Client, act: str) -> None:
    page = write(page_by_key("home", "en"), "Shelf")
    translate(page, "fr", "Étagère")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    assert "in: French." in said(admin.get(f"{address}?id={page.pk}"))


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_dialogs_of_snippets_do_too(admin: Client, act: str) -> None:
    one = Competence.objects.filter(locale__language_code="en", live=True).first()
    address = reverse(one.snippet_viewset.get_url_name(act), args=[one.pk])
    assert "Texts of its own stay public in: French, Dutch, Italian, Portuguese, Croatian." in said(admin.get(address))


def test_moderators_only_take_back(client: Client) -> None:
    page = write(page_by_key("home", "en"), "Shelf")
    client.force_login(get_user_model().objects.get(username="editor"))
    for act in ("delete", "unpublish"):
        assert client.post(reverse(f"wagtailadmin_pages:{act}", args=[page.pk])).status_code == 302
    assert StandardPage.objects.get(pk=page.pk).live
