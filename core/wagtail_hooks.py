"""The kit's part of the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from core import admin_api
from core.doors import has_rights
from core.editing import mark_newer_version
from core.i18n.urls import hides
from core.language_rights import OwnLanguagePolicy, refuse_other_languages
from core.models import LanguageSettings
from core.rich_text import ReaderPageLinkHandler
from core.viewsets import LanguageSettingsViewSet

register_permission_policy(LanguageSettings, OwnLanguagePolicy(LanguageSettings))
register_snippet(LanguageSettingsViewSet)


@hooks.register("register_rich_text_features", order=1)
def links_for_the_reader(features: FeatureRegistry) -> None:
    """Takes the place of Wagtail's link handler, which is registered before."""
    features.register_link_type(ReaderPageLinkHandler)


@hooks.register("before_move_page")
def refuse_to_move_out_of_sight(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A page is not moved to where a view of the portal answers in its place."""
    return _refused(request, page) if hides(destination, page.slug) else None


@hooks.register("before_copy_page")
def refuse_to_copy_out_of_sight(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same for a copy, which is given its address in the form."""
    chosen = request.POST.get("new_parent_page", "")
    parent = Page.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() else page.get_parent()
    return _refused(request, page) if hides(parent, request.POST.get("new_slug", "")) else None


def _refused(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(request, _("This word is an address of the portal itself. Choose another one."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


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
