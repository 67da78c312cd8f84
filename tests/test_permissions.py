"""Who may open what in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from core.roles import granted
from core.seed import page_by_key

pytestmark = pytest.mark.django_db
ROLES = ["editor", "moderator", "partner", "translator-fr", "translator-hr", "administrator"]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def allowed(client: Client, url: str) -> bool:
    """Whether the admin shows the page; Wagtail sends those who may not to its home with a message."""
    response = client.get(url)
    assert response.status_code in {200, 302, 403}, (url, response.status_code)
    return response.status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_the_dashboard(seeded: None, role: str) -> None:
    assert allowed(signed_in(role), reverse("wagtailadmin_home"))


def test_nobody_sees_it_without_signing_in(seeded: None, client: Client) -> None:
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.mark.parametrize(
    ("role", "language", "may"),
    [
        ("editor", "fr", True),
        ("editor", "hr", True),
        ("moderator", "it", True),
        ("translator-fr", "fr", True),
        ("translator-fr", "hr", False),
        ("translator-hr", "hr", True),
        ("translator-hr", "en", False),
        ("partner", "fr", False),
        ("administrator", "pt", True),
    ],
)
def test_who_edits_which_language(seeded: None, role: str, language: str, may: bool) -> None:
    page = page_by_key("contact", language)
    assert allowed(signed_in(role), reverse("wagtailadmin_pages:edit", args=[page.pk])) is may


@pytest.mark.parametrize(
    ("role", "may"), [("editor", False), ("moderator", True), ("translator-fr", False), ("administrator", True)]
)
def test_who_publishes(seeded: None, role: str, may: bool) -> None:
    page = page_by_key("contact", "fr")
    user = get_user_model().objects.get(username=role)
    assert page.permissions_for_user(user).can_publish() is may


@pytest.mark.parametrize("role", ["editor", "moderator", "partner", "translator-fr"])
@pytest.mark.parametrize(
    "view", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index", "wagtaillocales:index"]
)
def test_only_administrators_manage_people_and_sites(seeded: None, role: str, view: str) -> None:
    assert not allowed(signed_in(role), reverse(view))


@pytest.mark.parametrize("role", ["editor", "partner", "translator-fr"])
def test_who_may_not_start_a_translation_of_everything(seeded: None, role: str) -> None:
    assert not get_user_model().objects.get(username=role).has_perm("wagtail_localize.submit_translation")


@pytest.mark.parametrize(
    ("role", "may"),
    [("editor", True), ("moderator", True), ("translator-fr", False), ("partner", False), ("administrator", True)],
)
def test_who_changes_centres(seeded: None, role: str, may: bool) -> None:
    from centres.models import Centre

    url = reverse(Centre.snippet_viewset.get_url_name("edit"), args=[Centre.objects.first().pk])
    assert allowed(signed_in(role), url) is may


def test_roles_are_repaired_by_the_next_preparation(seeded: None) -> None:
    from core.roles import ensure_roles

    GroupPagePermission.objects.all().delete()
    Group.objects.get(name="Editors").permissions.clear()
    ensure_roles()
    assert Group.objects.get(name="Editors").permissions.filter(codename="publish_centre").exists()
    root = Page.objects.get(depth=1)
    assert GroupPagePermission.objects.filter(group__name="Editors", page=root).exists()
    assert "wagtailadmin.access_admin" in granted("Editors")
