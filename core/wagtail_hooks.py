"""The kit's part of the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core import admin_api
from core.doors import has_rights
from core.editing import mark_newer_version
from core.language_rights import OwnLanguagePolicy, refuse_other_languages
from core.models import LanguageSettings
from core.viewsets import LanguageSettingsViewSet

register_permission_policy(LanguageSettings, OwnLanguagePolicy(LanguageSettings))
register_snippet(LanguageSettingsViewSet)
hooks.register("before_edit_snippet", refuse_other_languages, order=-10)
hooks.register("before_edit_page", mark_newer_version)
hooks.register("before_edit_snippet", mark_newer_version)


@hooks.register("before_move_page")
def refuse_to_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail asks only after its confirmation has told both titles. Raises PermissionDenied."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("construct_reports_menu")
def no_reports_without_rights(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail shows its site history to whoever may sign in."""
    if not has_rights(request.user):
        items.clear()


@hooks.register("construct_admin_api", order=100)
def answer_what_cannot_be_read(router: WagtailAPIRouter) -> None:
    """In place of Wagtail's endpoints, which were registered before."""
    admin_api.register(router)
