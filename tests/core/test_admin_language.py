"""An editor meets no English word on the way: the admin is walked by its links."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import polib
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.i18n.languages import endonym
from core.models import BasePage
from tests.core.test_catalogues import OWN, places, source_texts

pytestmark = [
    pytest.mark.django_db,
    # The report of wagtail-localize pages through a list it has not sorted.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]
PAGES = 90
# How many pages of a view are looked at; each page type has its own form.
VISITS = {"wagtailadmin_pages:edit": 20, "wagtailadmin_explore": 2}
SHOWN = ("title", "placeholder", "aria-label", "alt")
# Wagtail writes these without gettext, or translates them once when it starts.
NOT_OURS = {"Actions", "None", "Permanent", "Temporary", "Type", "Site"}
READ = {"label", "title", "text", "help_text", "helpText", "heading", "header"}
# Addresses that change something, leave the admin, or belong to administrators only (groups, workflows, sites).
LEFT_OUT = re.compile(
    r"logout|/groups/|/workflows/|/sites/|/locales/|/jsi18n/|/sprite|/api/|/documents/\d|\.(?:csv|xlsx)|export=|/preview|view_draft|wagtail_localize/.*/(?:stop|restart)"
)


def english_texts(language: str) -> set[str]:
    """Texts that read differently in ``language``: seeing one of them there is a leak."""
    texts = {text for place in places() for text in source_texts(place, "django")}
    texts |= {entry.msgid for entry in polib.pofile(str(OWN / language / "LC_MESSAGES" / "django.po"))}
    with translation.override(language):
        plain = {text for text in texts if not re.search(r"[\x04%{]", text)}
        translated = {translation.gettext(text).strip() for text in plain}
    content = {*Page.objects.values_list("title", flat=True), *endonyms()}
    return (
        {text.strip() for text in plain if text.strip() not in translated and len(text.strip()) > 3}
        - content
        - NOT_OURS
    )


def endonyms() -> set[str]:
    return {endonym(code) for code, _ in settings.LANGUAGES}


def strings(value: Any, key: str = "") -> Iterator[str]:
    """Texts in a JSON value that are meant to be read: the side menu is drawn from such values."""
    if isinstance(value, str) and key in READ:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, name)


def words(html: bytes) -> set[str]:
    soup = BeautifulSoup(html, "html.parser")
    found = {
        text
        for script in soup.find_all("script", type="application/json")
        for text in strings(json.loads(script.string))
    }
    for node in soup(["script", "style", "template", "code"]):
        node.decompose()
    found |= {text for text in soup.find_all(string=True) if not text.find_parent(lang="en")}
    found |= {element[name] for name in SHOWN for element in soup.find_all(attrs={name: True})}
    return {" ".join(text.split()) for text in found}


def links(html: bytes) -> list[str]:
    """Addresses of the admin anywhere in a page, also those the side menu is drawn from."""
    return [unescape(url) for url in re.findall(r"""["'](/admin/[^"'\s\\#?]*)""", unescape(html.decode()))]


def page_forms() -> list[str]:
    """The editing form of one page of each type."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage) and model.objects.exists()]
    return [reverse("wagtailadmin_pages:edit", args=[model.objects.first().pk]) for model in models]


def walk(client: Client) -> dict[str, bytes]:
    """Pages of every view of the admin, found from the dashboard."""
    waiting, seen, pages, visits = ["/admin/", *page_forms()], set(), {}, Counter()
    while waiting and len(pages) < PAGES:
        url = waiting.pop(0)
        try:
            view = resolve(urlsplit(url).path).view_name
        except Resolver404:
            continue
        if url in seen or LEFT_OUT.search(url) or visits[view] >= VISITS.get(view, 1):
            continue
        seen.add(url)
        response = client.get(url)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            visits[view] += 1
            pages[url] = response.content
            waiting += links(response.content)
    return pages


# A text translated too early leaks in every language alike; what is missing in one, test_catalogues finds.
@pytest.mark.parametrize("language", ["hr"])
def test_no_english_in_the_admin(admin_client, language):
    UserProfile.objects.create(user_id=int(admin_client.session["_auth_user_id"]), preferred_language=language)
    english = english_texts(language)
    pages = walk(admin_client)
    leaks = {(text, url) for url, html in pages.items() for text in words(html) & english}
    assert len(pages) > 50
    assert sorted(leaks) == []
