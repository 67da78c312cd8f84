"""Words of the search, users, passwords, partners."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from search.models import SynonymGroup
from tests.day.test_pages import languages
from tests.post import delivered

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str, str], Any]


@languages("fr", "hr")
def test_synonym(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("editor", language)
    desk.open().click("Synonyms").visit("/admin/snippets/search/synonymgroup/add/")
    desk.press("Save", language=language, terms="posao\nzaposlenje")
    assert SynonymGroup.objects.filter(language=language, terms__contains="zaposlenje").exists()


@languages("it", "nl")
def test_a_user_is_invited_by_mail(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("administrator", language)
    desk.open().click("Users").click("Add a user")
    role = Group.objects.get(name=f"Translators {language}").pk
    data = desk.fields(desk.soup.find("input", attrs={"name": "username"}).find_parent("form"))
    invented = [name for name in data if name.startswith("password")]
    assert not invented, "nobody should invent a password for somebody else"
    desk.press("Create", username="ana", email="ana@example.org", groups=str(role))
    made = get_user_model().objects.get(username="ana")
    assert list(made.groups.values_list("pk", flat=True)) == [role]
    assert [mail.to for mail in delivered()] == [["ana@example.org"]]


@languages("pt", "fr")
def test_the_own_password(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("editor", language)
    desk.user.set_password("stara lozinka 123")
    desk.user.save()
    desk.client.force_login(desk.user)
    typed = {"password__old_password": "stara lozinka 123"}
    typed |= {f"password__new_password{n}": "nova lozinka 456" for n in (1, 2)}
    desk.open().click("Account").press("Save", **typed)
    desk.user.refresh_from_db()
    assert desk.user.check_password("nova lozinka 456")


@languages("hr", "it")
def test_a_forgotten_password(seeded: None, language: str) -> None:
    user = get_user_model().objects.get(username="editor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    visitor = Client(headers={"accept-language": language})
    assert visitor.post("/admin/password_reset/", {"email": user.email}).status_code == 302
    (mail,) = delivered()
    link = re.search(r"https?://[^/]+(/admin/password_reset/confirm/\S+)", mail.body)
    assert link
    assert visitor.get(link[1], follow=True).status_code == 200


@languages("nl", "pt")
def test_the_language_of_the_admin_alone(at_desk: AtDesk, language: str) -> None:
    """Nobody is asked for a name to read in another language."""
    desk = at_desk("editor", language).open("/admin/account/")
    form = desk.soup.find("select", attrs={"name": "locale-preferred_language"}).find_parent("form")
    data = desk.fields(form) | {"locale-preferred_language": "fr"}
    desk.language = "fr"  # what comes back is read in it
    desk.post("/admin/account/", data)
    assert UserProfile.objects.get(user=desk.user).preferred_language == "fr"


@languages("fr", "it")
def test_a_partner_finds_the_own_account_and_the_help(at_desk: AtDesk, language: str) -> None:
    desk = at_desk("partner", language).open().click("Help with this screen")
    desk.open().click("Account")
    assert desk.response.status_code == 200


@languages("pt", "hr")
def test_the_menu_of_the_own_language(at_desk: AtDesk, language: str) -> None:
    desk = at_desk(f"translator-{language}", language)
    desk.open().click("Navigation and footer")
    own = desk.response.context["object_list"]
    assert [one.locale.language_code for one in own] == [language]
    desk.visit(f"/admin/snippets/core/languagesettings/edit/{own[0].pk}/").press("Save draft", claim="Novo")
    assert type(own[0]).objects.get(pk=own[0].pk).get_latest_revision_as_object().claim == "Novo"
