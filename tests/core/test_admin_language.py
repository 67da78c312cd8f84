"""An editor meets no English word on the way: every address of the admin is read."""

import json
import re
from collections.abc import Iterator
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.admin.templatetags.wagtailadmin_tags import keyboard_shortcuts_dialog
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.i18n.languages import endonym
from core.models import BasePage, CustomDocument, CustomImage
from core.seed import page_by_key
from tests.admin_matrix import addresses
from tests.core.test_catalogues import OWN, places, source_texts

pytestmark = [
    pytest.mark.django_db,
    # The report of wagtail-localize pages through a list it has not sorted.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]
SHOWN = ("title", "placeholder", "aria-label", "alt")
NOT_OURS = {"None"}  # the name of a class in breadcrumbs without one
READ = {"label", "title", "text", "help_text", "helpText", "heading", "header"}


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
    """Texts of a page and of its read-out attributes that are not marked as English."""
    soup = BeautifulSoup(html, "html.parser")
    return {" ".join(text.split()) for text in read_out(soup)}


def read_out(tag: Tag) -> Iterator[str]:
    """In one walk: asking the tree for each kind of thing takes longer than the page takes to render."""
    yield from (str(tag[name]) for name in SHOWN if name in tag.attrs)
    if tag.name == "script" and tag.get("type") == "application/json":
        yield from strings(json.loads(str(tag.string)))
    if tag.name in {"script", "style", "template", "code"} or tag.get("lang") == "en":
        return
    for child in tag.contents:
        if isinstance(child, Tag):
            yield from read_out(child)
        else:
            yield str(child)


def forms_of_pages() -> list[str]:
    """The editing form of one page of each type: each has its own fields and blocks."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage) and model.objects.exists()]
    return [reverse("wagtailadmin_pages:edit", args=[model.objects.first().pk]) for model in models]


def forms_of_files() -> list[str]:
    return [
        reverse("wagtailimages:edit", args=[CustomImage.objects.first().pk]),
        reverse("wagtaildocs:edit", args=[CustomDocument.objects.first().pk]),
        reverse("wagtailadmin_pages:move", args=[page_by_key("contact", "hr").pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[page_by_key("home", "hr").pk]),
    ]


DRAFTS = "view_draft"  # pages as visitors will see them: in their own language


def shown(response: Any) -> bytes:
    """What a browser shows of it; windows of the admin come as HTML inside JSON."""
    kind = response["Content-Type"]
    if kind.startswith("text/html"):
        return response.content
    data = response.json() if "json" in kind else {}
    return data.get("html", "").encode() if isinstance(data, dict) else b""


# A text translated too early leaks in every language alike; what is missing in one, test_catalogues finds.
def test_no_english_at_any_address(seeded: None, admin_client: Client) -> None:
    """Windows and forms too that no link leads to: choosers, links, dialogs."""
    UserProfile.objects.create(user_id=int(admin_client.session["_auth_user_id"]), preferred_language="hr")
    english = english_texts("hr")
    leaks = []
    every = addresses() | {address: address for address in (*forms_of_pages(), *forms_of_files())}
    for label, address in every.items():
        response = admin_client.get(address)
        if response.status_code == 200 and DRAFTS not in label:
            leaks += [(text, label) for text in words(shown(response)) & english]
    assert sorted(leaks) == []


@pytest.mark.parametrize(
    ("address", "english"),
    [
        ("wagtailsites:index", {"Port", "Root page", "Site name"}),
        ("wagtail_localize:translations_report", {"Source locale", "Target locale"}),
        ("wagtailadmin_workflows:add", {"Content types"}),
        ("wagtailusers_groups:add", {"Translation"}),
        ("wagtaillocales:add", {"Enabled", "Sync from"}),
    ],
)
def test_labels_made_of_names_in_code_are_translated(admin_client: Client, address: str, english: set[str]) -> None:
    """They are no texts of a catalogue: Django makes them of the field's name."""
    UserProfile.objects.create(user_id=int(admin_client.session["_auth_user_id"]), preferred_language="hr")
    html = admin_client.get(reverse(address)).content
    assert not english & words(html)


def shortcuts(language: str) -> set[str]:
    """What the window of keyboard shortcuts says, with and without them switched on."""
    found: set[str] = set()
    with translation.override(language):
        said = keyboard_shortcuts_dialog({"request": RequestFactory().get("/")})
        for enabled in (True, False):
            context = {**said, "keyboard_shortcuts_enabled": enabled}
            html = render_to_string("wagtailadmin/shared/keyboard_shortcuts_dialog.html", context)
            found |= {text for text in words(html.replace("template", "div").encode()) if re.search(r"\w\w", text)}
    return found


KEYS = {"Ctrl + b", "Ctrl + c", "Ctrl + i", "Ctrl + j", "Ctrl + k", "Ctrl + p", "Ctrl + s", "Ctrl + v", "Ctrl + x"}
KEYS |= {"Ctrl + y", "Ctrl + z", "Ctrl + ,", "Ctrl + .", "Ctrl + Alt + m"}
SHIFTED = {"Ctrl + Shift + v", "Ctrl + Shift + x"}


@pytest.mark.parametrize(
    ("language", "alike"),
    [
        ("fr", {"Application", "Section", "Actions"}),
        ("nl", {"Superscript", "Subscript", "account", "Esc", *SHIFTED}),
        ("it", {"account", "Esc"}),
        ("pt", {"Esc", *SHIFTED}),
        ("hr", {"Esc", *SHIFTED}),
    ],
)
def test_the_window_of_keyboard_shortcuts_is_in_the_editors_language(language: str, alike: set[str]) -> None:
    assert shortcuts(language) & shortcuts("en") == KEYS | alike
