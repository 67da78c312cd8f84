"""The competences in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.viewsets import DraftsChooserViewSet, NoChooserViewSet
from skills.models import Competence, StatementSet


class CompetenceFilterSet(WagtailFilterSet):
    """What an editor narrows the list by."""

    class Meta:
        model = Competence
        fields = ["code", "live"]


class CompetenceViewSet(SnippetViewSet):
    """List, filters, form, history and preview of competences."""

    model = Competence
    icon = "list-ol"
    menu_label = _("Competences")
    menu_name = "competences"
    menu_order = 330
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("code", label=_("Letter"), sort_key="code"),
        "short_title",
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]
    filterset_class = CompetenceFilterSet
    chooser_viewset_class = DraftsChooserViewSet
    copy_view_enabled = False  # one for each letter and language
    list_per_page = 50

    def get_queryset(self, request: Any) -> Any:
        """Those of the languages one may change."""
        mine = policy_registry.get_by_type(Competence).instances_user_has_any_permission_for(request.user, ["change"])
        return mine.select_related("locale").order_by("code")


class StatementSetFilterSet(WagtailFilterSet):
    """What an editor narrows the list by."""

    class Meta:
        model = StatementSet
        fields = ["code", "live"]


class StatementSetViewSet(SnippetViewSet):
    """List, filters, form, history and preview of the statements people say of themselves."""

    model = StatementSet
    icon = "form"
    menu_label = _("Self-assessment")
    menu_name = "statements"
    menu_order = 331
    add_to_admin_menu = True
    list_display = [
        "__str__",
        Column("version", label=_("Version")),
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]
    filterset_class = StatementSetFilterSet
    chooser_viewset_class = NoChooserViewSet
    copy_view_enabled = False  # one for each letter and language
    list_per_page = 50

    def get_queryset(self, request: Any) -> Any:
        """Those of the languages one may change."""
        mine = policy_registry.get_by_type(StatementSet).instances_user_has_any_permission_for(request.user, ["change"])
        return mine.select_related("locale").order_by("code")
