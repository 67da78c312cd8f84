"""What the care of centres adds to the admin: menu, lists, owners, names of log actions."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from centres.admin_menu import MENU_HOOK
from centres.care.dashboard import INDEX, care_urls, list_name
from centres.care.worklists import BY_CODE
from centres.models import Centre, Owner
from core import ownership
from core.admin.viewsets import NoChooserViewSet
from core.waiting import sections
from core.waiting.sections import Row, Section

CHANGE = "centres.change_centre"


class OwnerViewSet(SnippetViewSet):
    """Who may edit one centre through signed links."""

    model = Owner
    icon = "user"
    menu_label = _("Owners")
    menu_name = "owners"
    menu_order = 130
    menu_hook = MENU_HOOK
    copy_view_enabled = False
    inspect_view_enabled = False
    chooser_viewset_class = NoChooserViewSet
    list_display: ClassVar[list[Any]] = [
        "email",
        Column("centre", label=_("Centre"), sort_key="centre__name"),
        Column("get_language_display", label=_("Language")),
        DateColumn("verified_at", label=_("Confirmed")),
        BooleanColumn("active", label=_("May edit")),
    ]
    list_filter: ClassVar[list[str]] = ["active", "language"]
    search_fields: ClassVar[list[str]] = ["email", "centre__name"]
    search_backend_name = None
    panels: ClassVar[list[Panel]] = [
        HelpPanel(
            content=_("An owner changes this one centre without an account. Links are mailed to this address only."),
            heading=_("What an owner may do"),
        ),
        FieldPanel("centre"),
        FieldPanel("email"),
        FieldPanel("language"),
        FieldPanel("active"),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With the centres; one query."""
        return Owner.objects.select_related("centre")


class CareMenuItem(MenuItem):
    """For those who may change centres."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE)


@hooks.register(MENU_HOOK)
def care_menu_item() -> MenuItem:
    """Centres → What needs care."""
    return CareMenuItem(_("What needs care"), reverse(INDEX), name="care", icon_name="warning", order=110)


def waiting_centres(user: Any, rows: int) -> list[Section]:
    """On the first page of the admin: the lists an editor works off first."""
    if not user.has_perm(CHANGE):
        return _own_centres(user, rows)
    lists = [BY_CODE[code] for code in ("suggestions", "due", "unanswered")]
    return [Section(one.code, one.title, one.count(), url=reverse(list_name(one.code))) for one in lists]


def _own_centres(user: Any, rows: int) -> list[Section]:
    if not ownership.holding_of(user).works_for:
        return []
    due = BY_CODE["due"].rows().filter(ownership.own(Centre, user))
    shown = [Row(str(one), reverse("wagtailsnippets_centres_centre:edit", args=[one.pk])) for one in due[:rows]]
    return [Section("own-centres", _("Centres of your organisation to confirm"), due.count(), shown)]


@hooks.register("construct_snippet_action_menu")
def keep_editors_buttons(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The workflow is for what visitors send: who may publish a centre publishes it."""
    if context["model"] is Centre and request.user.has_perm("centres.publish_centre"):
        menu_items[:] = [item for item in menu_items if item.name not in ("action-submit", "action-restart-workflow")]


@hooks.register("register_log_actions")
def care_log_actions(actions: LogActionRegistry) -> None:
    """Names of what happens to a centre without an editor, for its history."""
    actions.register_action("centres.suggest", _("Suggest a change"), _("A visitor suggested a change"))
    actions.register_action(
        "centres.suggest_by_owner", _("Suggest a change as the centre"), _("The centre itself suggested a change")
    )
    actions.register_action("centres.edit_by_owner", _("Edit as the centre"), _("Changed by the centre itself"))
    actions.register_action("centres.confirm_by_owner", _("Confirm the facts"), _("Confirmed by the centre itself"))


def register() -> None:
    """Called once, after the centres are registered."""
    hooks.register("register_admin_urls", care_urls)
    register_snippet(OwnerViewSet)
    sections.register("centres", 40, waiting_centres)
