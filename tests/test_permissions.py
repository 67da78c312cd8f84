"""Who may open what in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import policy_registry

from core.admin.doors import may_enter
from core.models import CustomDocument, CustomImage, LanguageSettings
from core.roles import granted
from core.seed import page_by_key
from tests.forms import posted_as_it_is

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


# Languages, pictures and documents, translations


@pytest.mark.parametrize(
    ("role", "language", "may"),
    [
        ("translator-fr", "fr", True),
        ("translator-fr", "nl", False),
        ("moderator", "nl", True),
        ("editor", "fr", True),
        ("partner", "fr", False),
        ("administrator", "hr", True),
    ],
)
def test_who_changes_the_navigation_of_a_language(seeded: None, role: str, language: str, may: bool) -> None:
    row = LanguageSettings.objects.get(locale__language_code=language)
    client, url = signed_in(role), reverse(LanguageSettings.snippet_viewset.get_url_name("edit"), args=[row.pk])
    administrator = signed_in("administrator")
    data = posted_as_it_is(administrator.get(url).content.decode(), LanguageSettings) | {"claim": "Another claim"}
    assert allowed(client, url) is may
    client.post(url, data)
    row.refresh_from_db()
    assert (row.get_latest_revision_as_object().claim == "Another claim") is may


def test_a_list_names_the_languages_one_may_change(seeded: None) -> None:
    response = signed_in("translator-fr").get(reverse(LanguageSettings.snippet_viewset.get_url_name("list")))
    assert [row.locale.language_code for row in response.context["object_list"]] == ["fr"]


def test_moderators_publish_the_alert(seeded: None, client: Client) -> None:
    row = LanguageSettings.objects.get(locale__language_code="fr")
    moderator, url = (
        signed_in("moderator"),
        reverse(LanguageSettings.snippet_viewset.get_url_name("edit"), args=[row.pk]),
    )
    data = posted_as_it_is(moderator.get(url).content.decode(), LanguageSettings)
    response = moderator.post(url, data | {"alert_title": "Fermé lundi", "action-publish": "action-publish"})
    assert response.status_code == 302
    assert "Fermé lundi" in client.get("/fr/").content.decode()


@pytest.mark.parametrize("model", [CustomImage, CustomDocument])
@pytest.mark.parametrize(
    ("role", "others", "own"), [("editor", False, True), ("translator-fr", False, True), ("moderator", True, True)]
)
def test_who_changes_and_deletes_files(seeded: None, model: type, role: str, others: bool, own: bool) -> None:
    user, policy = get_user_model().objects.get(username=role), policy_registry.get_by_type(model)
    theirs = model.objects.first()
    space = "wagtailimages" if model is CustomImage else "wagtaildocs"
    for action in ("change", "delete"):
        assert policy.user_has_permission_for_instance(user, action, theirs) is others
    assert allowed(signed_in(role), reverse(f"{space}:delete", args=[theirs.pk])) is others
    assert policy.user_has_permission(user, "add")
    theirs.uploaded_by_user = user
    theirs.save()
    assert allowed(signed_in(role), reverse(f"{space}:delete", args=[theirs.pk])) is own


@pytest.mark.parametrize(("role", "may"), [("translator-fr", False), ("editor", False), ("moderator", True)])
def test_who_turns_a_translation_into_a_fallback(seeded: None, role: str, may: bool) -> None:
    page = page_by_key("contact", "fr")
    request = RequestFactory().get("/")
    request.user = get_user_model().objects.get(username=role)
    url = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    assert may_enter(request, resolve(url)) is may
    if not may:
        assert signed_in(role).post(url).status_code == 302
        page.refresh_from_db()
        assert page.alias_of_id is None


def test_nobody_confirms_a_move_that_is_not_theirs(seeded: None) -> None:
    page = page_by_key("contact", "hr")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, page.get_parent().pk])
    assert not allowed(signed_in("translator-fr"), url)
    assert allowed(signed_in("moderator"), url)


@pytest.mark.parametrize("kind", ["images", "documents", "pages"])
@pytest.mark.parametrize(
    "address",
    [
        *("find/?id=abc", "find/?id=", "find/?id=" + "9" * 30, "9" * 30 + "/", "999999/", "?id=" + "9" * 30),
        *(
            "?offset=" + "9" * 30,
            "?offset=-1",
            "?search=%22",
            "?search=%00",
            "?search=a%22b",
            "?search=a&search_operator=x",
        ),
        *("?limit=" + "9" * 30, "?fields=(", "?order=x", "?search=a&order=title"),
    ],
)
def test_the_chooser_api_never_breaks(seeded: None, kind: str, address: str) -> None:
    for role in ("editor", "translator-fr"):
        response = signed_in(role).get(f"/admin/api/main/{kind}/{address}")
        assert response.status_code in {200, 400, 404}
        assert response["Content-Type"] == "application/json"
