"""The organisations in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from community.members.panels import MembersPanel
from community.models import Organisation
from core.admin.viewsets import CopyView, DraftsChooserViewSet


class OrganisationFilterSet(WagtailFilterSet):
    """What an editor narrows the list by."""

    class Meta:
        model = Organisation
        fields = ["kind", "project_role", "country", "live"]


class OrganisationChooser(AdminSnippetChooser):
    """Field to choose an organisation. Wagtail puts its texts together at start-up, in English for everyone."""

    def __init__(self, **kwargs: Any) -> None:
        texts = {
            "choose_one_text": _("Choose an organisation"),
            "choose_another_text": _("Choose another organisation"),
            "link_to_chosen_text": _("Edit this organisation"),
        }
        super().__init__(**(texts | kwargs))


class OrganisationChooserViewSet(DraftsChooserViewSet):
    """The window that lists the organisations to choose from."""

    base_widget_class = OrganisationChooser
    page_title = _("Choose")


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
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]
    edit_handler = ObjectList([MembersPanel(), *Organisation.panels], base_form_class=Organisation.base_form_class)
    chooser_viewset_class = OrganisationChooserViewSet
    copy_view_class = CopyView
    filterset_class = OrganisationFilterSet
    search_fields = ["name", "short_name", "city"]
    search_backend_name = None
    list_per_page = 50
    list_export = ["name", "short_name", "kind", "project_role", "network", "city", "country", "website"]
    export_filename = "organisations"

    def get_queryset(self, request: Any) -> Any:
        own = policy_registry.get_by_type(Organisation).instances_user_has_any_permission_for(request.user, ["change"])
        return own.select_related("member_of").prefetch_related("texts").order_by("name")
