"""Rights over things there is one of in each language: whoever may change the pages of a language may change them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry, register_permission_policy

from core.admin.doors import guard

CHANGE, PUBLISH = "change", "publish"
_VIEWS = {
    CHANGE: (
        *("edit", "delete", "history", "history_results", "usage", "workflow_history", "workflow_history_detail"),
        *("revisions_revert", "revisions_compare", "revisions_view", "preview_on_edit"),
        *("collect_workflow_action_data", "workflow_action", "confirm_workflow_cancellation", "workflow_preview"),
    ),
    PUBLISH: ("unpublish", "revisions_unschedule"),
}
"""Views of one snippet, for which Wagtail asks whether somebody may change, or publish, any of its kind."""


def languages_of(user: Any, action: str = CHANGE) -> list[int]:
    """Keys of the locales whose home page ``user`` may change (or ``publish``); one query, and one for the rights."""
    changed = page_permission_policy.instances_user_has_permission_for(user, action)
    return list(changed.filter(depth=2).order_by("path").values_list("locale_id", flat=True))


class OwnLanguagePolicy(ModelPermissionPolicy):
    """The model's permissions, for the rows of one's own languages; with ``one_each`` one may be added while a language has none.

    Publishing takes the right to publish the pages of the language, everything else that to change them.
    """

    def __init__(self, model: Any, *, one_each: bool = False) -> None:
        super().__init__(model)
        self.one_each = one_each

    def user_has_permission(self, user: Any, action: str) -> bool:
        may = super().user_has_permission(user, action)
        asks = self.one_each and action == "add"
        return may and (not asks or Locale.objects.exclude(pk__in=self.model.objects.values("locale")).exists())

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        # Adding takes a query.
        return any(self.user_has_permission(user, action) for action in sorted(actions, key="add".__eq__))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        may = super().instances_user_has_any_permission_for(user, actions)
        return may.filter(locale__in=self._languages(user, actions))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return instance.locale_id in self._languages(user, actions)

    def _languages(self, user: Any, actions: Iterable[str]) -> set[int]:
        held = {
            PUBLISH if one == PUBLISH else CHANGE
            for one in actions
            if ModelPermissionPolicy.user_has_permission(self, user, one)
        }
        return {locale for action in held for locale in languages_of(user, action)}


def keep_to_own_languages(model: Any, *, one_each: bool = False) -> None:
    """Lets people into the rows of their own languages, by whatever address of the admin. Rooms call it in their hooks.

    ``one_each``: of which there is one a language.
    """
    policy = OwnLanguagePolicy(model, one_each=one_each)
    register_permission_policy(model, policy)
    space = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"
    for action, views in _VIEWS.items():

        def may_enter(request: HttpRequest, arguments: dict[str, Any], action: str = action) -> bool:
            row = get_object_or_404(model, pk=unquote(str(arguments["pk"])))
            return policy.user_has_permission_for_instance(request.user, action, row)

        for view in views:
            guard(f"{space}:{view}", may_enter)


def refuse_other_languages(request: HttpRequest, instance: Model) -> None:
    """Wagtail's form asks whether somebody may change any row; this asks for this one. Raises PermissionDenied."""
    policy = policy_registry.get(instance)
    if isinstance(policy, OwnLanguagePolicy) and not policy.user_has_permission_for_instance(
        request.user, "change", instance
    ):
        raise PermissionDenied
