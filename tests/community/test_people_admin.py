"""Moderators hide profiles with a reason or delete them; nobody sees an address."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from community.models import Organisation, Practitioner
from community.viewsets import OrganisationViewSet
from tests.community.people import add, people_url, signed_in
from tests.forms import posted_as_it_is

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def role(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def at(view: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_community_practitioner:{view}", args=args)


@pytest.mark.parametrize("name", ["partner", "editor", "translator-fr", "reviewer-fr"])
def test_others_than_moderators_may_nothing(name: str) -> None:
    person, client = add(), role(name)
    for view, args in (("list", ()), ("edit", (person.pk,)), ("delete", (person.pk,))):
        assert client.get(at(view, *args)).status_code in {302, 403}, view
    client.post(at("edit", person.pk), {"hidden": "on", "hidden_because": "x"})
    client.post(at("delete", person.pk))
    assert not Practitioner.objects.get().hidden


def test_a_moderator_sees_profiles_without_addresses_and_adds_none() -> None:
    person, client = add(visible="nobody", role="Adviser"), role("moderator")
    for path in (
        at("list"),
        at("edit", person.pk),
        at("delete", person.pk),
        at("history", person.pk),
        at("list") + "?q=example",
    ):
        html = client.get(path).content.decode()
        assert person.email not in html, path
    html = client.get(at("list")).content.decode()
    assert "Ana Horvat" in html
    assert "Adviser" in html
    assert client.get(at("list") + "?q=adviser").content.decode().count("Ana Horvat") >= 1
    assert client.get(at("add")).status_code in {302, 403, 404}


def test_hiding_needs_a_reason_which_the_owner_reads() -> None:
    person, client = add(visible="everyone"), role("moderator")
    form = posted_as_it_is(client.get(at("edit", person.pk)).content.decode(), Practitioner)
    answer = client.post(at("edit", person.pk), form | {"hidden": "on", "hidden_because": ""})
    assert "Write the reason" in answer.content.decode()
    assert Client().get(f"{people_url()}{person.key}/").status_code == 200
    assert (
        client.post(at("edit", person.pk), form | {"hidden": "on", "hidden_because": "An advertisement."}).status_code
        == 302
    )
    assert Client().get(f"{people_url()}{person.key}/").status_code == 404
    assert "An advertisement." in signed_in(person).get(f"{people_url()}own/").content.decode()


def test_a_moderator_changes_nothing_else(client: Client) -> None:
    person, moderator = add(role="Adviser"), role("moderator")
    moderator.post(
        at("edit", person.pk), {"name": "Other", "email": "x@example.org", "role": "", "visible": "everyone"}
    )
    person.refresh_from_db()
    assert (person.name, person.role, person.email, person.visible) == (
        "Ana Horvat",
        "Adviser",
        "ana.horvat@example.org",
        "colleagues",
    )


def test_a_deleted_profile_takes_its_sessions_along() -> None:
    person = add()
    browser = signed_in(person)
    assert role("moderator").post(at("delete", person.pk)).status_code == 302
    assert not Practitioner.objects.exists()
    assert browser.get(f"{people_url()}own/").status_code == 302


def test_the_list_costs_the_same_for_two_and_for_twenty(count_queries: object) -> None:
    client = role("moderator")
    add("A"), add("B")
    few = count_queries(lambda: client.get(at("list")))
    for number in range(18):
        add(f"Ana {number}")
    assert count_queries(lambda: client.get(at("list"))) == few


def test_who_edits_an_organisation_does_not_read_there_who_belongs_to_it() -> None:
    organisation = Organisation.objects.filter(live=True).first()
    add("Zdenka", visible="nobody", organisation=organisation)
    url = OrganisationViewSet().get_url_name("usage")
    html = role("editor").get(reverse(url, args=[organisation.pk]), follow=True).content.decode()
    assert "Zdenka" not in html
