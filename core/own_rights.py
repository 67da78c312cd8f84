"""What the people of an organisation may do with its own things: pages under Wagtail's policy of pages, others under one of a model.

All of them change what is theirs; whoever answers for the organisation publishes what ``ownership.Owned`` leaves to managers.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.signals import page_published

from core import ownership
from core.admin.doors import guard
from core.instance_rights import InstancePolicy, ask_for_each
from core.roles import OF_ORGANISATIONS, and_then

AS_MEMBER = frozenset({"change", "view"})
AS_MANAGER = frozenset({"publish"})


class OwnThingsPolicy(InstancePolicy):
    """The permissions of the model, over all rows; and what members and managers may do with the rows of their organisation."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        actions = set(actions)
        if self._has_over_all(user, actions):
            return True
        holding = ownership.holding_of(user) if user.is_active else ownership.Holding()
        return bool(AS_MEMBER & actions and holding.works_for) or bool(AS_MANAGER & actions and holding.answers_for)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        actions, rows = set(actions), self.model._default_manager.all()
        if self._has_over_all(user, actions):
            return rows
        if not user.is_active or not actions & (AS_MEMBER | AS_MANAGER):
            return rows.none()
        return rows.filter(ownership.own(self.model, user, to_publish=not actions & AS_MEMBER))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        actions = set(actions)
        if self._has_over_all(user, actions):
            return True
        if not user.is_active:
            return False
        as_member = bool(actions & AS_MEMBER) and ownership.is_own(instance, user)
        return as_member or (bool(actions & AS_MANAGER) and ownership.is_own(instance, user, to_publish=True))

    def _has_over_all(self, user: Any, actions: set[str]) -> bool:
        """Whether a group gives one of the rights over every row."""
        return any(ModelPermissionPolicy.user_has_permission(self, user, action) for action in actions)


class OwnPagesPolicy(PagePermissionPolicy):
    """Wagtail's, where what belongs to an organisation is its people's own, under pages they may add to."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Page) -> bool:
        if super().user_has_any_permission_for_instance(user, set(actions), instance):
            return True
        return user.is_active and any(
            ownership.is_own(instance, user, to_publish=action == "publish")
            for action in set(actions) & {"change", "publish"}
            if self._adds_at(user, instance)
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        found, actions = super().instances_user_has_any_permission_for(user, set(actions)), set(actions)
        if user.is_superuser or not user.is_active or not actions & {"change", "publish"}:
            return found
        if not ownership.holding_of(user).works_for:
            return found
        to_publish = "change" not in actions
        return found | self.model._default_manager.filter(ownership.own(self.model, user, to_publish=to_publish))

    def explorable_instances(self, user: Any) -> QuerySet:
        """To who has nothing but the own, drafts of others are not there."""
        found = super().explorable_instances(user)
        return found.filter(public_or_own(user)) if self.has_only_own(user) else found

    def has_only_own(self, user: Any) -> bool:
        """Whether somebody has no right over pages but to add some for an organisation."""
        rights = () if user.is_superuser else self.get_cached_permissions_for_user(user)
        adds_only = not user.is_superuser and all(one.permission.codename == "add_page" for one in rights)
        return adds_only and bool(ownership.holding_of(user).works_for)

    def _adds_at(self, user: Any, page: Page) -> bool:
        held = self.get_cached_permissions_for_user(user)
        return any(one.permission.codename == "add_page" and page.path.startswith(one.page.path) for one in held)


def public_or_own(user: Any) -> Q:
    """Pages whose names somebody may know who has nothing but the own."""
    return Q(live=True) | ownership.own(Page, user)


PAGES = OwnPagesPolicy()


def keep_to_own_things(model: Any) -> None:
    """Lets people into the rows of their organisations, by whatever address of the admin. Rooms call it in their hooks."""
    ask_for_each(model, OwnThingsPolicy(model))


def ensure_places() -> None:
    """Lets the people of each organisation add pages where pages of organisations stand, in every language."""
    kinds = {kind.parents for kind in ownership.every() if kind.parents}
    pages = {pk for kind in kinds for pk in kind._default_manager.filter(alias_of=None).values_list("pk", flat=True)}
    groups = Group.objects.filter(name__startswith=OF_ORGANISATIONS).values_list("pk", flat=True)
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    held = GroupPagePermission.objects.filter(group__in=groups, permission=add).values_list("group", "page")
    wanted = {(group, page) for group in groups for page in pages}
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission=add) for group, page in wanted - set(held)
    )


def _place_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if any(kind.parents is sender for kind in ownership.every()):
        ensure_places()


def _may_look(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """At the list of what stands below a page."""
    if not PAGES.has_only_own(request.user):
        return True
    key = next(iter(arguments.values()), None)
    return key is None or Page.objects.filter(public_or_own(request.user), pk=key).exists()


def _has_more(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """Lists about things of everybody."""
    return not PAGES.has_only_own(request.user)


def choose_among_known(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """For Wagtail's chooser of pages."""
    return pages.filter(public_or_own(request.user)) if PAGES.has_only_own(request.user) else pages


def connect() -> None:
    """Called once when the app is ready."""
    register_permission_policy(Page, PAGES)
    for view in ("wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child"):
        guard(view, _may_look)
    for view in ("wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"):
        guard(view, _has_more)
    for view in ("wagtail_localize:snippets_api_listing", "wagtail_localize:snippets_api_detail"):
        guard(view, _has_more)
    and_then(ensure_places)
    page_published.connect(_place_published, dispatch_uid="core.own_rights.place_published")
