"""What the admin offers somebody works for that person, or is not offered."""

import json
from copy import deepcopy
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.models import CustomImage, LanguageSettings
from core.seed import page_by_key
from tests.offered import Press, bulk_links, links, presses, shape
from tests.tour import forms_of_moderators, kinds_of_pages, screens, states

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]
ROLES = ["editor", "moderator", "translator-fr", "partner", "administrator"]
BY_SCRIPT = "/multiple/add/"
"""Where a script sends one file after the other: its button opens the window in which they are chosen."""
REFUSALS = ("permission", "is locked", "not allowed")
TOLD = ".error-message, .messages .error, .messages .warning, .messages .success, .help-critical, .help-warning"


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=role))
    return client


class Tour:
    """Somebody who follows every link and presses every button, each kind once. What a button has done is undone.

    ``dead``: links that lead nowhere; ``refused``: buttons that do not what they say, and do not say why.
    """

    def __init__(self, role: str, first: list[str]) -> None:
        self.client, self.queue = client_of(role), [*first, *screens()]
        self.first, self.seen, self.pressed = set(first), set(), set()
        self.left_out = forms_of_moderators() if role == "administrator" else set()
        self.dead: list[tuple[Any, ...]] = []
        self.refused: list[tuple[Any, ...]] = []

    def go(self) -> None:
        offered_on: dict[str, str] = {}
        while self.queue:
            address = self.queue.pop(0)
            kind = address if address in self.first else shape(address)
            if kind in self.seen or kind in self.left_out:
                continue
            self.seen.add(kind)
            answer = self.client.get(address)
            if address in offered_on and (answer.status_code >= 400 or _turned_away(answer)):
                self.dead.append((answer.status_code, address, "offered on", offered_on[address]))
            if answer.status_code != 200:
                continue
            soup, form = _soup(answer), (answer.context or {}).get("form")
            for link in [*links(soup), *bulk_links(soup)]:
                offered_on.setdefault(link, address)
                self.queue.append(link)
            for press in presses(soup, address, getattr(getattr(form, "_meta", None), "model", None)):
                self._press(press, address)

    def _press(self, press: Press, screen: str) -> None:
        if press.shape in self.pressed or BY_SCRIPT in press.address or not press.address.startswith("/admin/"):
            return
        self.pressed.add(press.shape)
        cookies = deepcopy(self.client.cookies)
        with transaction.atomic():
            answer = self.client.post(press.address, press.data)
            said = " ".join(str(one) for one in get_messages(answer.wsgi_request))
            transaction.set_rollback(True)
        self.client.cookies = cookies
        if why := _why_refused(answer, said):
            self.refused.append((press.words or press.button, press.address, why, "offered on", screen))
        if (target := answer.get("Location", "")).startswith("/admin/") and "confirm" in target:
            self.queue.append(target)


def _turned_away(answer: HttpResponse) -> bool:
    return answer.get("Location", "").split("?")[0] in {"/admin/", "/admin/login/"}


def _soup(answer: HttpResponse) -> BeautifulSoup:
    """The screen, also one that a script puts into a window."""
    kind, html = answer["Content-Type"], ""
    if kind.startswith("text/html"):
        html = answer.content.decode()
    elif kind.startswith("application/json"):
        data = json.loads(answer.content)
        html = data.get("html", "") if isinstance(data, dict) else ""
    return BeautifulSoup(html, "html.parser")


def _why_refused(answer: HttpResponse, said: str) -> str:
    """What is wrong with the answer to a button; ``""`` when it is done, or the form says what is missing."""
    if answer.status_code >= 400:
        return str(answer.status_code)
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        told = [" ".join(one.get_text(" ").split()) for one in _soup(answer).select(TOLD)]
        if not any(told):
            return "not done, and nothing says why"
        said = " ".join([said, *told])
    return said if any(word in said for word in REFUSALS) else ""


@pytest.mark.parametrize("role", ROLES)
def test_every_link_and_button_works(seeded: None, role: str) -> None:
    mine = kinds_of_pages()[ROLES.index(role) :: len(ROLES)]
    tour = Tour(role, [*states(), *mine])
    tour.go()
    assert tour.dead == []
    assert tour.refused == []
    least = {"partner": (20, 8), "translator-fr": (20, 8)}.get(role, (60, 40))
    assert (len(tour.seen), len(tour.pressed)) >= least


def test_a_button_that_is_refused_is_noticed() -> None:
    html = "<ul class='messages'><li class='error'>{}</li></ul>"
    assert _why_refused(HttpResponse(status=403), "")
    assert _why_refused(HttpResponse("<p>Saved?</p>"), "")
    assert _why_refused(HttpResponse(html.format("You do not have permission to copy there")), "")
    assert not _why_refused(HttpResponse(html.format("This field is required.")), "")


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


@pytest.mark.parametrize(
    ("role", "told"), [("guest", True), ("partner", False), ("editor", False), ("translator-fr", False)]
)
def test_an_account_without_rights_reads_what_comes(guest: Any, role: str, told: bool) -> None:
    html = client_of(role).get(reverse("wagtailadmin_home")).content.decode()
    assert ("There is nothing for you to change here yet" in html) is told
