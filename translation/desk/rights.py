"""Who sees the desk, and whose forms somebody may open."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from core.own_rights import PAGES
from translation.roles import ASK as ASK


def may_see(user: Any) -> bool:
    """Whether somebody writes pages of the portal; no query but the first of a request."""
    return page_permission_policy.user_has_any_permission(user, ["change", "publish"]) and not PAGES.has_only_own(user)


def may_open_form(user: Any, content_type: ContentType) -> bool:
    """Whether forms of a kind are open to somebody; writing passages takes the language only. Rights over pages are those of their languages."""
    model = content_type.model_class()
    if model is None:
        return False
    return issubclass(model, Page) or policy_registry.get_by_type(model).user_has_permission(user, "change")
