"""Rights over single things: Wagtail asks for many views of a snippet whether somebody may change any of its kind."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

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

PUBLISHING = ("action-publish", "action-unpublish")


class InstancePolicy(ModelPermissionPolicy):
    """Answers for single things. Subclasses say ``user_has_any_permission_for_instance``."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)


def ask_for_each(model: Any, policy: InstancePolicy) -> None:
    """Lets people into the rows ``policy`` gives them, by whatever address of the admin. Rooms call it in their hooks."""
    register_permission_policy(model, policy)
    space = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"
    for action, views in _VIEWS.items():

        def may_enter(request: HttpRequest, arguments: dict[str, Any], action: str = action) -> bool:
            row = get_object_or_404(model, pk=unquote(str(arguments["pk"])))
            return policy.user_has_permission_for_instance(request.user, action, row)

        for view in views:
            guard(f"{space}:{view}", may_enter)


def refuse_rows_of_others(request: HttpRequest, instance: Model) -> None:
    """Wagtail's form asks whether somebody may change, or publish, any row; this asks for this one. Raises PermissionDenied."""
    policy = policy_registry.get(instance)
    if not isinstance(policy, InstancePolicy):
        return
    publishes = request.method == "POST" and "action-publish" in request.POST
    for action in (CHANGE, *((PUBLISH,) if publishes else ())):
        if not policy.user_has_permission_for_instance(request.user, action, instance):
            raise PermissionDenied


def offer_what_may_be_done(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Takes the buttons out of a form that publish, or take back, a row one may only write."""
    row: Any = context.get("instance")
    policy = policy_registry.get(row) if row is not None and row.pk else None
    if isinstance(policy, InstancePolicy) and not policy.user_has_permission_for_instance(request.user, PUBLISH, row):
        items[:] = [item for item in items if item.name not in PUBLISHING]
