"""Who sees the desk, and whose forms somebody may open."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from translation.kinds import Written, kinds
from translation.roles import ASK as ASK


def may_see(user: Any) -> bool:
    """Whether somebody writes pages; no query but the first of a request."""
    return page_permission_policy.user_has_any_permission(user, ["change", "publish"])


def may_write_texts(user: Any, kind: str, content_type: ContentType) -> bool:
    """Whether somebody may write texts of a thing in the own languages: passage by passage, or where its form is open to them."""
    return isinstance(kinds().get(kind), Written) or may_write_kind(user, content_type)


def may_write_kind(user: Any, content_type: ContentType) -> bool:
    """Whether somebody writes things of a kind at all: rights over pages are those of their languages."""
    model = content_type.model_class()
    if model is None:
        return False
    return issubclass(model, Page) or policy_registry.get_by_type(model).user_has_permission(user, "change")
