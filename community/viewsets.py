"""The organisations in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from community.models import Organisation


class OrganisationFilterSet(WagtailFilterSet):
    """What an editor narrows the list by."""

    class Meta:
        model = Organisation
        fields = ["kind", "project_role", "country", "live"]


class OrganisationViewSet(SnippetViewSet):
    """List, filters, form, history and preview of organisations."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    menu_order = 340
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("role_label", label=_("Part")),
        Column("place", label=_("Place")),
        Column("languages_label", label=_("Texts in")),
        "live",
        UpdatedAtColumn(),
    ]
    filterset_class = OrganisationFilterSet
    list_per_page = 50
    list_export = ["name", "short_name", "kind", "project_role", "network", "city", "country", "website"]
    export_filename = "organisations"

    def get_queryset(self, request: Any) -> Any:
        return Organisation.objects.select_related("member_of").prefetch_related("texts").order_by("name")
