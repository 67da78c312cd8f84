"""People are invited by mail, and everything they read is in their language."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupApprovalTask, Workflow
from wagtail.users.models import UserProfile

from core.letters.models import Mail
from core.models import User
from core.people.languages import language_of
from core.people.permissions import WORDS, PlainGroupForm
from core.seed import page_by_key
from tests.forms import posted_as_it_is
from translation.access import ensure_page_access

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Any) -> None:
    """Mails become rows, as on a server: the tests of Django put a backend of their own in the place of ours."""
    settings.EMAIL_BACKEND = "core.letters.backend.EmailBackend"


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(user(name))
    return client


def user(name: str) -> User:
    return get_user_model().objects.get(username=name)


def speaks(name: str, language: str) -> None:
    UserProfile.objects.update_or_create(user=user(name), defaults={"preferred_language": language})


def invited(**changes: str) -> User:
    data = {"username": "ana", "email": "ana@example.org", "preferred_language": "hr"} | changes
    answer = client_of("administrator").post(reverse("wagtailusers_users:add"), data)
    assert answer.status_code == 302
    return user("ana")


def test_an_invitation_is_mailed_and_its_link_works_once(seeded: None, client: Client) -> None:
    ana = invited()
    assert not ana.has_usable_password()
    mail = Mail.objects.get(to="ana@example.org")
    assert mail.language == "hr"
    path = re.search(r"http://testserver(/admin/password_reset/confirm/\S+)", mail.text)[1]
    form = client.get(path, follow=True)
    password = {"new_password1": "Zeleni brod 2026", "new_password2": "Zeleni brod 2026"}
    assert client.post(form.redirect_chain[-1][0], password).status_code == 302
    assert client.login(username="ana", password="Zeleni brod 2026")
    again = Client().get(path, follow=True)
    assert "new_password1" not in again.content.decode()


def test_the_form_asks_for_no_password(seeded: None) -> None:
    html = client_of("administrator").get(reverse("wagtailusers_users:add")).content.decode()
    assert 'type="password"' not in html
    assert 'name="preferred_language"' in html


def test_who_lost_the_invitation_asks_for_another(seeded: None, client: Client) -> None:
    invited()
    Mail.objects.all().delete()
    client.post(reverse("wagtailadmin_password_reset"), {"email": "ana@example.org"}, headers={"accept-language": "fr"})
    assert Mail.objects.get().language == "hr"


@pytest.mark.parametrize("language", ["fr", "nl", "it", "pt", "hr", "en"])
def test_a_forgotten_password_is_answered_in_the_language_of_the_account(
    seeded: None, client: Client, language: str
) -> None:
    speaks("editor", language)
    client.post(
        reverse("wagtailadmin_password_reset"), {"email": "editor@example.org"}, headers={"accept-language": "de"}
    )
    assert Mail.objects.get(to="editor@example.org").language == language


def test_a_review_is_asked_for_in_the_language_of_the_moderator(seeded: None) -> None:
    speaks("editor", "fr")
    speaks("moderator", "hr")
    page = page_by_key("contact", "fr").specific
    editor, url = client_of("editor"), reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted_as_it_is(editor.get(url).content.decode(), type(page)) | {"action-submit": "action-submit"}
    assert editor.post(url, data).status_code == 302
    mail = Mail.objects.get(to="moderator@example.org")
    assert "Moderators approval" not in mail.subject + mail.text
    assert "Stranica" in mail.text
    assert f"http://testserver/admin/pages/{page.pk}/" in mail.text


def test_who_never_chose_a_language_gets_mail_in_a_known_one(seeded: None) -> None:
    assert language_of(user("translator-pt")) == "pt"
    assert language_of(user("editor")) == "en"


def test_the_first_sign_in_keeps_the_language_it_was_done_in(seeded: None, client: Client) -> None:
    person = user("editor")
    person.set_password("Zeleni brod 2026")
    person.save()
    client.post(
        reverse("wagtailadmin_login"),
        {"username": "editor", "password": "Zeleni brod 2026"},
        headers={"accept-language": "it"},
    )
    assert UserProfile.get_for_user(person).preferred_language == "it"


def test_the_language_is_changed_without_a_name(seeded: None) -> None:
    client, url = client_of("editor"), reverse("wagtailadmin_account")
    data = {
        **{"name_email-first_name": "", "name_email-last_name": "", "name_email-email": "editor@example.org"},
        **{"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"},
        **{"locale-preferred_language": "nl", "locale-current_time_zone": ""},
    }
    assert client.post(url, data).status_code == 302
    assert user("editor").wagtail_userprofile.preferred_language == "nl"
    assert not user("editor").first_name


def test_an_account_is_changed_without_names(seeded: None) -> None:
    editor = user("editor")
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    data = {"username": "editor", "email": editor.email, "is_active": "on", "preferred_language": "pt", "groups": ["1"]}
    assert client_of("administrator").post(url, data).status_code == 302
    assert language_of(user("editor")) == "pt"


ROLE_NAMES = ("Editors", "Moderators", "Partners", "Translators")


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("wagtailusers_users:index", []),
        ("wagtailusers_users:add", []),
        ("wagtailusers_groups:index", []),
        ("wagtailusers_groups:edit", ["group"]),
        ("wagtailusers_groups:delete", ["group"]),
        ("wagtailusers_groups:history", ["group"]),
        ("wagtailadmin_workflows:edit_task", ["task"]),
        ("wagtailadmin_workflows:edit", ["workflow"]),
        ("wagtailadmin_workflows:task_chooser", []),
        ("wagtailadmin_pages:set_privacy", ["page"]),
    ],
)
def test_roles_are_named_in_the_language_of_the_admin(seeded: None, address: str, arguments: list[str]) -> None:
    speaks("administrator", "fr")
    keys = {
        "group": Group.objects.get(name="Moderators").pk,
        "task": GroupApprovalTask.objects.first().pk,
        "workflow": Workflow.objects.first().pk,
        "page": page_by_key("contact", "fr").pk,
    }
    response = client_of("administrator").get(reverse(address, args=[keys[name] for name in arguments]))
    assert response.status_code == 200
    html = response.content.decode()
    assert [name for name in ROLE_NAMES if re.search(rf"\b{name}\b", html)] == []


def test_a_role_is_kept_under_its_key(seeded: None) -> None:
    group = Group.objects.get(name="Translators fr")
    with override("hr"):
        assert str(group) == group.name == "Prevoditelji: francuski"
        group.name = group.name
        group.save()
        assert Group.objects.get(name="Prevoditelji: francuski") == group
        ensure_page_access()
    assert Group.objects.filter(pk=group.pk, name="Translators fr").exists()
    assert not Group.objects.filter(name__startswith="Prevoditelji").exists()


def test_a_role_is_not_made_twice_under_its_translated_name(seeded: None) -> None:
    speaks("administrator", "hr")
    page = client_of("administrator").get(reverse("wagtailusers_groups:add"))
    data = posted_as_it_is(page.content.decode(), Group) | {"name": "Urednici"}
    response = client_of("administrator").post(reverse("wagtailusers_groups:add"), data)
    assert response.status_code == 200
    assert response.context["form"].errors["name"]


def test_adding_a_language_says_how(seeded: None) -> None:
    html = client_of("administrator").get(reverse("wagtaillocales:add")).content.decode()
    assert "docs/texts.md" in html
    assert 'name="language_code"' not in html


# Groups


@pytest.mark.parametrize("language", ["en", "fr", "nl", "it", "pt", "hr"])
def test_rights_of_a_group_are_named_in_plain_words(seeded: None, language: str) -> None:
    speaks("administrator", language)
    group = Group.objects.get(name="Editors")
    html = client_of("administrator").get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    boxes = BeautifulSoup(html, "html.parser").find_all("label", attrs={"for": re.compile("permissions")})
    labels = {" ".join(label.get_text(" ").split()) for label in boxes}
    technical = {label for label in labels if re.match(r"can |peut |kan |may ", label, re.IGNORECASE) or "|" in label}
    assert (technical, len(labels) > 30) == (set(), True)
    with override(language):
        assert {str(word) for word in WORDS.values()} - {str(WORDS["submit_translation"])} <= labels


def test_a_group_is_offered_what_opens_something(seeded: None) -> None:
    offered = {
        f"{one.content_type.app_label}.{one.codename}" for one in PlainGroupForm().fields["permissions"].queryset
    }
    assert {
        "centres.add_import",
        "search.view_searchcount",
        "home.delete_contactmessage",
        "core.change_user",
    } <= offered
    assert not {"home.add_contactmessage", "agenda.add_subscriber", "core.add_languagesettings"} & offered


def test_a_right_that_is_not_offered_stays(seeded: None) -> None:
    group = Group.objects.get(name="Editors")
    kept, given = (Permission.objects.get(codename=name) for name in ("add_contactmessage", "view_owner"))
    group.permissions.add(kept)
    form = PlainGroupForm({"name": "Editors", "permissions": [given.pk]}, instance=group)
    assert form.is_valid(), form.errors
    form.save()
    held = group.permissions.filter(content_type__app_label__in=("home", "centres")).values_list("codename", flat=True)
    assert set(held) == {"add_contactmessage", "view_owner"}
    assert Permission.objects.get(pk=given.pk).name == "Can view owner"
