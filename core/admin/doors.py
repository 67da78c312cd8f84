"""Addresses of the admin whose own views ask too little who comes.

Wagtail opens many of them to whoever may sign in: choosers, site history, move confirmation, its internal API. Here those
without any right find their own account and nothing else, and rooms add a rule, or a question, for a single address.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch
from wagtail.admin import auth
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from core import ownership
from core.admin.person import answering
from core.roles import ADMIN_ACCESS

PREFIX = "/admin/"
OPEN = {
    *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_login", "wagtailadmin_logout"),
    *("wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog"),
    *("wagtailadmin_dismissibles", "core_help"),
    *("wagtailadmin_password_reset", "wagtailadmin_password_reset_done"),
    *("wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete"),
}
"""What everybody who may sign in finds."""

Rule = Callable[[HttpRequest, dict[str, Any]], bool]
_rules: dict[str, Rule] = {}


def guard(view_name: str, may_enter: Rule) -> None:
    """Asks ``may_enter(request, arguments of the view)`` before the view of this name (``namespace:name``)."""
    _rules[view_name] = may_enter


Question = Callable[[HttpRequest, ResolverMatch], HttpResponseBase | None]
_questions: dict[str, Question] = {}


def ask_before(url_name: str, question: Question) -> None:
    """Lets ``question(request, match)`` answer in the place of all views of this name; with ``None`` they answer themselves."""
    _questions[url_name] = question


def has_rights(user: Any) -> bool:
    """Whether somebody may do more in the admin than sign in."""
    return bool(
        user.is_superuser
        or user.get_all_permissions() - {ADMIN_ACCESS}
        or GroupPagePermission.objects.filter(group__user=user).exists()
        or GroupCollectionPermission.objects.filter(group__user=user).exists()
        or ownership.holding_of(user).works_for
    )


def may_enter(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether the user of ``request`` may see what stands at an address of the admin."""
    if match.view_name not in OPEN and not has_rights(request.user):
        return False
    rule = _rules.get(match.view_name)
    return rule is None or rule(request, match.kwargs)


class AdminDoorsMiddleware:
    """Turns away, as Wagtail does, whoever may not enter. Those not signed in are left to Wagtail, which asks them to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with answering(request.user):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """The refusal, or ``None``."""
        match = request.resolver_match
        if match is None or not request.path_info.startswith(PREFIX) or not request.user.is_authenticated:
            return None
        if not may_enter(request, match):
            return auth.permission_denied(request)
        question = _questions.get(match.url_name or "")
        return question(request, match) if question else None
