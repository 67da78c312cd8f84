"""Who works for an organisation: let in, let out, and what they then have."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from community.membership import join, leave, manages, members_of, organisations_of, works_for
from community.models import Membership, Organisation, Space
from community.vocabularies import MemberRole

pytestmark = pytest.mark.django_db


def person(name: str) -> object:
    return get_user_model().objects.create_user(name, f"{name}@example.org")


def fresh(user: object) -> object:
    return get_user_model().objects.get(pk=user.pk)


@pytest.fixture
def two(seeded: None) -> list[Organisation]:
    return list(Organisation.objects.order_by("pk")[:2])


def test_a_member_works_for_one_organisation_only(two: list[Organisation]) -> None:
    own, other = two
    user = person("member")
    join(own, user)
    user = fresh(user)
    assert list(organisations_of(user)) == [own]
    assert works_for(user, own.pk)
    assert not works_for(user, other.pk)
    assert not manages(user, own.pk)
    assert not works_for(user, None)
    assert list(members_of(own)) == [user]
    assert list(members_of(own, MemberRole.MANAGER)) == []


def test_to_join_again_changes_the_role(two: list[Organisation]) -> None:
    user = person("member")
    join(two[0], user)
    join(two[0], user, MemberRole.MANAGER)
    assert Membership.objects.get(user=user).role == MemberRole.MANAGER
    assert manages(user, two[0].pk)


def test_members_put_files_into_the_own_collection_only(two: list[Organisation]) -> None:
    own, other = two
    mine, theirs = person("mine"), person("theirs")
    join(own, mine)
    join(other, theirs)
    policy = policy_registry.get_by_type(get_image_model())
    for user, organisation in ((mine, own), (theirs, other)):
        found = policy.collections_user_has_permission_for(fresh(user), "add")
        assert [one.space.organisation for one in found] == [organisation]


def test_who_leaves_has_nothing_left(two: list[Organisation]) -> None:
    user = person("member")
    memberships = [join(one, user) for one in two]
    leave(memberships[0])
    assert set(fresh(user).groups.values_list("name", flat=True)) == {"Partners", f"@{two[1].slug}"}
    leave(memberships[1])
    assert not fresh(user).groups.exists()
    assert not organisations_of(fresh(user)).exists()


def test_who_may_not_sign_in_is_no_member(two: list[Organisation]) -> None:
    user = person("member")
    join(two[0], user)
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    assert not members_of(two[0]).exists()


def test_a_deleted_organisation_takes_its_group_and_leaves_the_files(two: list[Organisation]) -> None:
    own = two[0]
    user = person("member")
    join(own, user)
    collection = Space.objects.get(organisation=own).collection
    own.delete()
    assert not Group.objects.filter(name=f"@{own.slug}").exists()
    assert Collection.objects.filter(pk=collection.pk).exists()
    assert not fresh(user).memberships.exists()


def test_a_deleted_group_is_made_again(two: list[Organisation]) -> None:
    own = two[0]
    join(own, person("first"))
    Group.objects.get(name=f"@{own.slug}").delete()
    user = person("second")
    join(own, user)
    assert fresh(user).groups.filter(name=f"@{own.slug}").exists()


def test_nobody_works_for_anything(two: list[Organisation]) -> None:
    assert not organisations_of(AnonymousUser()).exists()
    assert not works_for(AnonymousUser(), two[0].pk)
