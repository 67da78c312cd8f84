"""Private pages and documents open for who may see them, in every language."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.models import CustomDocument, User
from core.seed import page_by_key
from home.models import StandardPage

pytestmark = pytest.mark.django_db

PASSWORD = "a long password for tests"
SAID = "What only members read."


@pytest.fixture
def page(seeded: None, language: str) -> StandardPage:
    home = page_by_key("home", language)
    body = [{"type": "paragraph", "value": f"<p>{SAID}</p>"}]
    page = StandardPage(locale=home.locale, title="Private title", slug="private", summary="Private lead.", body=body)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def restrict(page: StandardPage, kind: str, group: Group | None = None) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sesame")
    if group:
        restriction.groups.add(group)


def member(*groups: Group) -> str:
    user = User.objects.create_user(f"member{User.objects.count()}", password=PASSWORD)
    user.groups.set(groups)
    return user.username


def sign_in(client: Client, address: str, name: str) -> tuple[int, str]:
    """Fills in the form that ``address`` leads to; the status and text of what is shown then."""
    form = client.get(address, follow=True)
    assert form.status_code == 200
    login, where = form.redirect_chain[-1][0].split("?")[0], form.context["next"]
    response = client.post(login, {"username": name, "password": PASSWORD, "next": where}, follow=True)
    return response.status_code, content(response)


def content(response: object) -> str:
    return b"".join(response).decode() if getattr(response, "streaming", False) else response.content.decode()


def test_a_login_opens_a_page(page: StandardPage, client: Client, language: str) -> None:
    restrict(page, PageViewRestriction.LOGIN)
    asked = client.get(page.url, follow=True)
    html = asked.content.decode()
    assert asked.redirect_chain[-1][0].startswith(f"/{language}/_util/login/?next=")
    assert f'<html lang="{language}"' in html
    assert not {"Private title", "Private lead", SAID} & {
        word for word in ("Private title", "Private lead", SAID) if word in html
    }
    status, shown = sign_in(client, page.url, member())
    assert status == 200
    assert SAID in shown


def test_a_group_opens_a_page_for_its_members_only(page: StandardPage, client: Client) -> None:
    group, other = Group.objects.create(name="Readers"), Group.objects.create(name="Others")
    restrict(page, PageViewRestriction.GROUPS, group)
    status, shown = sign_in(client, page.url, stranger := member(other))
    assert status == 200
    assert SAID not in shown
    assert stranger in shown, "says which account may not open it"
    status, shown = sign_in(client, page.url, member(group))
    assert status == 200
    assert SAID in shown


def test_a_password_opens_a_page_and_tells_nothing_before(page: StandardPage, client: Client, language: str) -> None:
    restrict(page, PageViewRestriction.PASSWORD)
    asked = client.get(page.url)
    html = asked.content.decode()
    assert asked.status_code == 200
    assert f'<html lang="{language}"' in html
    assert not any(word in html for word in ("Private title", "Private lead", SAID))
    action = asked.context_data["action_url"]
    assert action.startswith(f"/{language}/_util/")
    wrong = client.post(action, {"password": "open", "return_url": page.url})
    assert wrong.status_code == 200
    assert SAID not in wrong.content.decode()
    right = client.post(action, {"password": "sesame", "return_url": page.url}, follow=True)
    assert SAID in right.content.decode()


def test_the_fallback_page_opens_with_the_password_of_its_original(
    page: StandardPage, client: Client, language: str
) -> None:
    restrict(page, PageViewRestriction.PASSWORD)
    fallback = (
        page_by_key("home", "hr" if language != "hr" else "fr").get_children().get(translation_key=page.translation_key)
    )
    asked = client.get(fallback.url)
    assert SAID not in asked.content.decode()
    opened = client.post(
        asked.context_data["action_url"], {"password": "sesame", "return_url": fallback.url}, follow=True
    )
    assert SAID in opened.content.decode()
    assert SAID in client.get(page.url).content.decode(), "asked once for all languages"


@pytest.fixture
def document(seeded: None) -> CustomDocument:
    collection = Collection.get_first_root_node().add_child(name="Members")
    return CustomDocument.objects.create(
        title="Minutes", collection=collection, file=ContentFile(SAID.encode(), "minutes.txt")
    )


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_restricted_document_opens_after_a_login(
    document: CustomDocument, client: Client, kind: str, language: str
) -> None:
    group = Group.objects.create(name="Readers")
    restriction = CollectionViewRestriction.objects.create(collection=document.collection, restriction_type=kind)
    restriction.groups.add(group)
    client.cookies["language"] = language
    asked = client.get(document.url)
    assert asked["Location"].startswith(f"/{language}/_util/login/")
    status, shown = sign_in(client, document.url, member(group))
    assert status == 200
    assert SAID in shown


def test_a_restricted_document_opens_with_its_password(document: CustomDocument, client: Client, language: str) -> None:
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.PASSWORD, password="sesame"
    )
    client.cookies["language"] = language
    asked = client.get(document.url)
    assert f'<html lang="{language}"' in asked.content.decode()
    data = {"password": "sesame", "return_url": document.url}
    assert SAID in content(client.post(asked.context_data["action_url"], data, follow=True))


def test_signing_in_without_a_reason_leads_home(seeded: None, client: Client, language: str) -> None:
    login = f"/{language}/_util/login/"
    data = {"username": member(), "password": PASSWORD, "next": ""}
    assert client.post(login, data)["Location"] == "/"
    assert client.post(login, {**data, "next": "https://example.org/"})["Location"] == "/"
