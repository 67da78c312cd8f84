"""Who works for which organisation: the one place that says so, and that lets people in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from wagtail.models import Collection, GroupCollectionPermission

from community.models import Membership, Organisation, Space
from community.vocabularies import MemberRole
from core import ownership
from core.own_rights import ensure_places
from core.ownership import Holding
from core.roles import OF_ORGANISATIONS, PARTNERS

FILES = ("image", "document")
FILE_ACTIONS = ("add", "change", "choose")
MARK = "community.view_space"
"""What the groups of organisations have and no other."""
_KEPT = "_community_held"


@dataclass(frozen=True, slots=True)
class Held:
    """The memberships of one person: role by the key of the organisation."""

    roles: Mapping[int, str]

    @classmethod
    def of(cls, user: Any) -> "Held":
        """Read once a request: one query for who works for somebody, none for others."""
        if not hasattr(user, _KEPT):
            is_somebody = user.has_perm(MARK)
            rows = Membership.objects.filter(user=user.pk).values_list("organisation", "role") if is_somebody else ()
            setattr(user, _KEPT, cls(MappingProxyType(dict(rows))))
        return getattr(user, _KEPT)

    @property
    def organisations(self) -> frozenset[int]:
        """Keys of the organisations one works for."""
        return frozenset(self.roles)

    @property
    def managed(self) -> frozenset[int]:
        """Keys of those one answers for."""
        return frozenset(pk for pk, role in self.roles.items() if role == MemberRole.MANAGER)


def organisations_of(user: Any) -> QuerySet[Organisation]:
    """The organisations somebody works for, by name; no query but the first of a request for nobody's."""
    return Organisation.objects.filter(pk__in=Held.of(user).organisations)


def members_of(organisation: Organisation, role: str = "") -> QuerySet[Any]:
    """Users who work for it and may sign in; with ``role`` those only."""
    found = Membership.objects.filter(organisation=organisation, **({"role": role} if role else {}))
    return get_user_model().objects.filter(pk__in=found.values("user"), is_active=True)


def works_for(user: Any, organisation: int | None) -> bool:
    """Whether somebody works for the organisation of this key."""
    return organisation in Held.of(user).organisations


def manages(user: Any, organisation: int | None) -> bool:
    """Whether somebody answers for the organisation of this key."""
    return organisation in Held.of(user).managed


@transaction.atomic
def join(organisation: Organisation, user: Any, role: str = MemberRole.MEMBER) -> Membership:
    """Lets somebody in, or gives who is in another role."""
    membership, _created = Membership.objects.update_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    partners, _created = Group.objects.get_or_create(name=PARTNERS)
    user.groups.add(partners, space_of(organisation).group)
    _forget(user)
    return membership


@transaction.atomic
def leave(membership: Membership) -> None:
    """Takes somebody's part in an organisation away; what they wrote stays."""
    user = membership.user
    group = Group.objects.filter(space__organisation=membership.organisation_id)
    membership.delete()
    user.groups.remove(*group)
    if not Membership.objects.filter(user=user).exists():
        user.groups.remove(*Group.objects.filter(name=PARTNERS))
    _forget(user)


def space_of(organisation: Organisation) -> Space:
    """Its group and its collection, made when they are needed first."""
    space = Space.objects.filter(organisation=organisation).select_related("group", "collection").first()
    if space is None:
        root = Collection.get_first_root_node()
        space = Space.objects.create(
            organisation=organisation,
            group=Group.objects.get_or_create(name=f"{OF_ORGANISATIONS}{organisation.slug}")[0],
            collection=root.add_child(name=organisation.name),
        )
        space.group.permissions.add(
            Permission.objects.get(content_type__app_label="community", codename="view_space"),
        )
        for permission in _file_permissions():
            GroupCollectionPermission.objects.create(
                group=space.group, collection=space.collection, permission=permission
            )
        ensure_places()
    return space


def _file_permissions() -> QuerySet[Permission]:
    """Wagtail asks for the permissions of its own models, whichever model keeps the files."""
    names = [f"{action}_{model}" for model in FILES for action in FILE_ACTIONS]
    return Permission.objects.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=names)


def _forget(user: Any) -> None:
    for name in (_KEPT, "_perm_cache", "_group_perm_cache", "_user_perm_cache"):
        if hasattr(user, name):
            delattr(user, name)


def _space_deleted(sender: type[Space], instance: Space, **kwargs: Any) -> None:
    """The files stay, also when the organisation goes: pages may show them."""
    Group.objects.filter(pk=instance.group_id).delete()


def connect() -> None:
    """Called once when the app is ready."""
    ownership.let_in(lambda user: Holding(Held.of(user).organisations, Held.of(user).managed))
    post_delete.connect(_space_deleted, sender=Space, dispatch_uid="community.space_deleted")
