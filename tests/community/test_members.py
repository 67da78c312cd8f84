"""Inviting people to an organisation, changing their part, letting them go."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client

from community.members.views import address
from community.membership import join
from community.models import Membership, Organisation
from community.vocabularies import MemberRole
from core.letters.models import Mail
from core.people.forms import PersonEditForm
from core.people.languages import choose_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(seeded: None) -> Organisation:
    organisation = Organisation.objects.get(slug="porto")
    user = get_user_model().objects.create_user("manager", "manager@example.org", "secret")
    join(organisation, user, MemberRole.MANAGER)
    return organisation


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def invite(client: Client, own: Organisation, **values: str) -> Any:
    data = {"do": "invite", "email": "new@example.org", "role": "member", "language": "pt"} | values
    return client.post(address(own.pk), data)


def test_a_new_person_is_mailed_a_link_in_the_language_chosen(own: Organisation) -> None:
    assert invite(signed_in("manager"), own, email="New@Example.org").status_code == 302
    user = get_user_model().objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert Membership.objects.get(user=user).role == MemberRole.MEMBER
    mail = Mail.objects.get(kind="membership")
    assert (mail.to, mail.language) == ("new@example.org", "pt")
    assert "/admin/password_reset/confirm/" in mail.text
    assert "Cidade das Profissões" in mail.subject


def test_the_link_sets_a_password_and_lets_in(own: Organisation) -> None:
    invite(signed_in("manager"), own)
    text = Mail.objects.get(kind="membership").text
    link = next(word for word in text.split() if "/password_reset/confirm/" in word)
    client = Client()
    answer = client.get("/" + link.split("/", 3)[3], follow=True)
    passwords = {"new_password1": "a-long-word-of-3", "new_password2": "a-long-word-of-3"}
    assert client.post(answer.request["PATH_INFO"], passwords).status_code == 302
    assert client.login(username="new@example.org", password="a-long-word-of-3")
    assert client.get(address(own.pk)).status_code == 302
    assert own.name in client.get("/admin/snippets/community/organisation/").content.decode()


def test_who_has_an_account_keeps_it(own: Organisation) -> None:
    known = get_user_model().objects.create_user("known", "Known@example.org", "secret")
    invite(signed_in("manager"), own, email="known@example.org", role="manager")
    assert Membership.objects.get(user=known).role == MemberRole.MANAGER
    assert get_user_model().objects.filter(email__iexact="known@example.org").count() == 1
    assert "password_reset/confirm" not in Mail.objects.get(kind="membership").text


def test_to_invite_twice_makes_one_member(own: Organisation) -> None:
    for _once_more in range(2):
        invite(signed_in("manager"), own)
    assert Membership.objects.filter(user__email="new@example.org").count() == 1


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@example.org\nBcc: b@example.org", "x" * 8000 + "@example.org", "<b>@example.org"]
)
def test_a_bad_address_is_told_and_kept(own: Organisation, email: str) -> None:
    answer = invite(signed_in("manager"), own, email=email)
    assert answer.status_code == 200
    assert 'class="error-message"' in answer.content.decode()
    assert not Mail.objects.exists()
    assert Membership.objects.count() == Membership.objects.filter(role=MemberRole.MANAGER).count()


@pytest.mark.parametrize("values", [{"role": "administrator"}, {"language": "de"}])
def test_what_is_not_offered_is_not_taken(own: Organisation, values: dict[str, str]) -> None:
    assert invite(signed_in("manager"), own, **values).status_code == 200
    assert not get_user_model().objects.filter(email="new@example.org").exists()


def test_who_is_switched_off_stays_out(own: Organisation) -> None:
    get_user_model().objects.create_user("off", "off@example.org", is_active=False)
    answer = invite(signed_in("manager"), own, email="off@example.org")
    assert answer.status_code == 200
    assert not Membership.objects.filter(user__username="off").exists()


def act(client: Client, own: Organisation, membership: Membership | int, **data: str) -> list[str]:
    key = membership if isinstance(membership, int) else membership.pk
    answer = client.post(address(own.pk), {"membership": str(key), **data})
    assert answer.status_code in {302, 404}
    return [str(one) for one in get_messages(answer.wsgi_request)]


def test_an_organisation_keeps_a_manager(own: Organisation) -> None:
    client, mine = signed_in("manager"), Membership.objects.get(user__username="manager")
    for data in ({"do": "leave"}, {"do": "role", "role": "member"}):
        assert act(client, own, mine, **data)[-1:] == ["Make somebody else a manager first: an organisation needs one."]
    mine.refresh_from_db()
    assert mine.role == MemberRole.MANAGER
    second = join(own, get_user_model().objects.create_user("second", "second@example.org"))
    act(client, own, second, do="role", role="manager")
    act(client, own, mine, do="leave")
    assert [one.user.username for one in own.memberships.all()] == ["second"]


def test_people_of_another_organisation_are_not_touched(own: Organisation) -> None:
    other = Organisation.objects.exclude(pk=own.pk).first()
    theirs = join(other, get_user_model().objects.create_user("theirs", "theirs@example.org"))
    act(signed_in("manager"), own, theirs, do="leave")
    act(signed_in("manager"), own, theirs, do="role", role="manager")
    act(signed_in("manager"), own, 10**30, do="leave")
    theirs.refresh_from_db()
    assert theirs.role == MemberRole.MEMBER


@pytest.mark.parametrize("name", ["member", "editor", "translator-fr", "reviewer-fr", "partner"])
def test_others_do_not_see_or_invite_people(own: Organisation, name: str) -> None:
    if name == "member":
        join(own, get_user_model().objects.create_user("member", "member@example.org"))
    client = signed_in(name)
    assert client.get(address(own.pk))["Location"] == "/admin/"
    assert invite(client, own)["Location"] == "/admin/"
    assert not get_user_model().objects.filter(email="new@example.org").exists()


def test_moderators_look_after_all_organisations(own: Organisation) -> None:
    client = signed_in("moderator")
    html = client.get(address(own.pk)).content.decode()
    assert "manager@example.org" in html
    act(client, own, Membership.objects.get(user__username="manager"), do="leave")
    assert not own.memberships.exists()
    assert client.get(address(10**9)).status_code == 404


def test_saving_an_account_keeps_its_organisation(own: Organisation) -> None:
    user = get_user_model().objects.get(username="manager")
    form = PersonEditForm({"username": "manager", "email": "manager@example.org", "is_active": "on"}, instance=user)
    assert "@porto" not in str(form["groups"])
    assert form.is_valid(), form.errors
    form.save()
    assert user.groups.filter(name="@porto").exists()


def test_the_page_speaks_the_readers_language(own: Organisation, language: str) -> None:
    choose_language(get_user_model().objects.get(username="manager"), language)
    html = signed_in("manager").get(address(own.pk)).content.decode()
    english = ("Invite somebody", "People of the organisation", "Change the role", "Send the invitation")
    assert [words in html for words in english] == [language == "en"] * len(english)


def test_many_people_cost_as_many_queries_as_few(own: Organisation, django_assert_max_num_queries: Any) -> None:
    client = signed_in("manager")
    client.get(address(own.pk))
    for number in range(20):
        join(own, get_user_model().objects.create_user(f"p{number}", f"p{number}@example.org"))
    with django_assert_max_num_queries(20):
        assert client.get(address(own.pk)).status_code == 200
