"""The kit's part of the admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from core.i18n.urls import hides
from core.rich_text import ReaderPageLinkHandler
from core.viewsets import LanguageSettingsViewSet

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
