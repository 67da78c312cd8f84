"""The kit's part of the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import DraftStateMixin, Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from core.admin import api as admin_api
from core.admin.doors import has_rights
from core.admin.editing import (
    mark_moved_review,
    mark_newer_version,
    refuse_actions_in_the_background,
    refuse_to_cancel_what_has_ended,
)
from core.admin.viewsets import LanguageSettingsViewSet
from core.admin.welcome import welcome_panel
from core.drafts.discarding import LOG_ACTION
from core.drafts.menus import ORDER as DISCARD_ORDER
from core.drafts.menus import DiscardPageDraft, DiscardSnippetDraft
from core.drafts.views import NAME as DISCARD
from core.drafts.views import DiscardView
from core.help.views import NAME as HELP
from core.help.views import HelpMenuItem, HelpView
from core.i18n.urls import hides
from core.instance_rights import offer_what_may_be_done, refuse_rows_of_others
from core.language_rights import keep_to_own_languages
from core.models import LanguageSettings
from core.own_rights import PAGES, choose_among_known
from core.rich_text import ReaderPageLinkHandler
from core.waiting import links, own, sections
from core.waiting.views import NAME as WAITING
from core.waiting.views import WaitingPanel, WaitingView

sections.register("own", 10, own.own)
sections.register("links", 60, links.broken_links)
keep_to_own_languages(LanguageSettings, one_each=True)
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


hooks.register("before_edit_snippet", refuse_rows_of_others, order=-10)
hooks.register("construct_snippet_action_menu", offer_what_may_be_done)
hooks.register("construct_page_chooser_queryset", choose_among_known)
for before_edit in ("before_edit_page", "before_edit_snippet"):
    hooks.register(before_edit, refuse_actions_in_the_background)
    hooks.register(before_edit, refuse_to_cancel_what_has_ended)
    hooks.register(before_edit, mark_newer_version)
    hooks.register(before_edit, mark_moved_review)


@hooks.register("construct_reports_menu")
def hide_lists_of_everything(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail offers its report of page types to whoever adds a page."""
    if PAGES.has_only_own(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("insert_global_admin_css")
def screens_css() -> str:
    """What Wagtail draws too small for a thumb."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin_screens.css"))


@hooks.register("insert_editor_js")
def nothing_is_saved_once_it_is_sent() -> str:
    """Wagtail's script saves a form in the background also after it was sent."""
    return format_html('<script src="{}" defer></script>', static("core/sent.js"))


@hooks.register("insert_editor_js")
def pasted_tables_keep_their_cells() -> str:
    """Wagtail's editors run the cells of a pasted table together."""
    return format_html('<script src="{}" defer></script>', static("core/pasted_tables.js"))


hooks.register("construct_homepage_panels", welcome_panel)


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


@hooks.register("register_admin_urls")
def draft_urls() -> list[URLPattern]:
    """Where a draft is taken back."""
    return [path("drafts/<str:app_label>/<str:model_name>/<str:pk>/discard/", DiscardView.as_view(), name=DISCARD)]


@hooks.register("register_admin_urls")
def waiting_urls() -> list[URLPattern]:
    """One page for each part of what waits."""
    return [path("waiting/<str:code>/", WaitingView.as_view(), name=WAITING)]


@hooks.register("register_page_action_menu_item")
def discard_page_draft() -> DiscardPageDraft:
    """In the form of every page."""
    return DiscardPageDraft(order=DISCARD_ORDER)


@hooks.register("register_snippet_action_menu_item")
def discard_snippet_draft(model: type[Any]) -> DiscardSnippetDraft | None:
    """In the form of whatever has drafts."""
    return DiscardSnippetDraft(order=DISCARD_ORDER) if issubclass(model, DraftStateMixin) else None


@hooks.register("register_log_actions")
def draft_log_actions(actions: LogActionRegistry) -> None:
    """Its name in the history."""
    actions.register_action(LOG_ACTION, gettext_lazy("Discard the draft"), gettext_lazy("The draft was discarded"))


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits stands first; Wagtail's list of what one has sent to a workflow, without the reasons, goes."""
    if has_rights(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, UserObjectsInWorkflowModerationPanel)]
        panels.append(WaitingPanel())


@hooks.register("register_admin_urls")
def help_urls() -> list[URLPattern]:
    """The editors' guide."""
    return [path("help/", HelpView.as_view(), name=HELP)]


@hooks.register("register_help_menu_item")
def help_menu_item() -> HelpMenuItem:
    """Help → Help with this screen."""
    return HelpMenuItem()


@hooks.register("construct_help_menu")
def own_help_only(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's own entries lead to English pages of another host, about a portal that is not this one."""
    items[:] = [item for item in items if item.name != "editor-guide" and not item.name.startswith("whats-new")]
