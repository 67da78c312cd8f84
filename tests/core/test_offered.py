"""What the admin offers somebody works for that person, or is not offered."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from core.models import CustomImage, LanguageSettings
from core.seed import page_by_key
from tests.admin_matrix import names

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]
ROLES = ["editor", "moderator", "translator-fr", "partner", "administrator"]


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=role))
    return client


def screens() -> Iterator[str]:
    """Lists and forms of every kind of thing, whoever may open them."""
    list(names())  # viewsets make their models known when the addresses are read
    yield from (reverse(name) for name in ("wagtailadmin_home", "wagtailimages:index", "wagtaildocs:index"))
    yield from (reverse(f"{name}:index") for name in ("wagtailusers_users", "wagtaillocales", "wagtailredirects"))
    for key in ("contact", "project", "home"):
        page = page_by_key(key, "fr")
        yield from (reverse(name, args=[page.pk]) for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"))
    for model in get_snippet_models():
        views = model.snippet_viewset
        yield reverse(views.get_url_name("list"))
        if (first := model._default_manager.first()) is not None:
            yield reverse(views.get_url_name("edit"), args=[first.pk])


def offered(html: bytes) -> Iterator[str]:
    """Addresses of the admin one may press on a screen, dialogs and script templates left out."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["template", "script"]):
        hidden.decompose()
    for link in soup.find_all("a", href=True):
        bulk = "bulk-action-btn" in link.get("class", ())
        if link["href"].startswith("/admin/") and not link.has_attr("hidden") and not bulk:
            yield link["href"].split("#")[0]


@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_somewhere(seeded: None, role: str) -> None:
    client, asked, dead = client_of(role), set(), []
    for screen in screens():
        shown = client.get(screen)
        if shown.status_code != 200:
            continue
        for address in offered(shown.content):
            kind = "".join(letter for letter in urlsplit(address).path if not letter.isdecimal())
            if kind in asked or "logout" in kind:
                continue
            asked.add(kind)
            answer = client.get(address)
            if answer.status_code >= 400 or answer.get("Location") in {"/admin/", "/admin/login/"}:
                dead.append((answer.status_code, address, "offered on", screen))
    assert dead == []
    assert len(asked) > {"partner": 0, "translator-fr": 15}.get(role, 30)


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("editor", {"move", "delete"}),
        ("translator-fr", {"move", "delete"}),
        ("moderator", {"move", "delete", "publish", "unpublish"}),
        ("administrator", {"move", "delete", "publish", "unpublish"}),
    ],
)
def test_bulk_actions_of_pages(seeded: None, role: str, actions: set[str]) -> None:
    """Drafts are deleted and moved by whoever writes them."""
    url = reverse("wagtailadmin_explore", args=[page_by_key("home", "fr").pk])
    assert bulk_actions(client_of(role), url) == actions


@pytest.mark.parametrize(
    ("role", "space", "actions"),
    [
        ("editor", "wagtailsnippets_skills_competence", set()),
        ("editor", "wagtailsnippets_centres_centre", set()),
        ("moderator", "wagtailsnippets_centres_centre", {"delete"}),
        ("moderator", "wagtailsnippets_core_languagesettings", set()),
        ("translator-fr", "wagtailsnippets_core_languagesettings", set()),
        ("editor", "search_life_events", {"delete"}),
    ],
)
def test_bulk_actions_of_snippets(seeded: None, role: str, space: str, actions: set[str]) -> None:
    assert bulk_actions(client_of(role), reverse(f"{space}:list")) == actions


def bulk_actions(client: Client, url: str) -> set[str]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return {link["href"].rstrip("/").rsplit("/")[-1] for link in soup.select("a.bulk-action-btn")}


@pytest.mark.parametrize(("role", "may"), [("editor", False), ("moderator", True)])
def test_a_chooser_leads_to_what_one_may_change(seeded: None, role: str, may: bool) -> None:
    page, picture = page_by_key("project", "fr").specific, CustomImage.objects.first()
    page.hero_image = picture
    page.save_revision()
    html = client_of(role).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f">{picture.title}<" in html
    assert (f'href="{reverse("wagtailimages:edit", args=[picture.pk])}"' in html) is may


def test_a_translator_is_offered_no_other_language(seeded: None) -> None:
    row = LanguageSettings.objects.get(locale__language_code="fr")
    url = reverse(LanguageSettings.snippet_viewset.get_url_name("edit"), args=[row.pk])
    assert "/languagesettings/edit/" not in client_of("translator-fr").get(url).content.decode().replace(url, "")
    assert client_of("moderator").get(url).content.decode().count("/languagesettings/edit/") > 5


@pytest.mark.parametrize(("role", "told"), [("partner", True), ("editor", False), ("translator-fr", False)])
def test_an_account_without_rights_reads_what_comes(seeded: None, role: str, told: bool) -> None:
    html = client_of(role).get(reverse("wagtailadmin_home")).content.decode()
    assert ("There is nothing for you to change here yet" in html) is told
