"""The organisations in the admin."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from community.members.panels import MembersPanel
from community.models import Organisation, Practitioner
from core.admin.viewsets import CopyView, DraftsChooserViewSet, NoChooserViewSet
from translation.desk.form_panel import TranslationsPanel


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
    edit_handler = ObjectList(
        [MembersPanel(), TranslationsPanel(), *Organisation.panels], base_form_class=Organisation.base_form_class
    )
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


class PractitionerForm(WagtailAdminModelForm):
    """Whether a profile is hidden, and why."""

    def clean(self) -> dict[str, Any]:
        """Its owner is told the reason. Raises ValidationError when there is none."""
        data = super().clean() or self.cleaned_data
        if data.get("hidden") and not data.get("hidden_because"):
            self.add_error("hidden_because", gettext("Write the reason: the owner of the profile reads it."))
        return data

    def save(self, commit: bool = True) -> Practitioner:
        """Writes nothing else: the owner may be editing the rest. Raises DatabaseError when the profile is gone."""
        self.instance.save(update_fields=["hidden", "hidden_because"])
        return self.instance


class NobodyAddsPolicy(ModelPermissionPolicy):
    """A profile is begun by its owner."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class PractitionerViewSet(SnippetViewSet):
    """Profiles of practitioners, which moderators hide or delete; no address is shown."""

    model = Practitioner
    chooser_viewset_class = NoChooserViewSet
    icon = "user"
    menu_label = _("Practitioners")
    menu_name = "practitioners"
    menu_order = 345
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "__str__",
        Column("role", label=_("What they do")),
        Column("organisation_said", label=_("Organisation")),
        Column("country_name", label=_("Country")),
        Column("get_visible_display", label=_("Who sees it"), sort_key="visible"),
        BooleanColumn("hidden", label=_("Hidden")),
        DateColumn("joined_at", label=_("Joined"), sort_key="joined_at"),
    ]
    list_filter = ["visible", "hidden", "country"]
    search_fields = ["name", "role", "text"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel(name, read_only=True) for name in ("name", "role", "text", "visible", "joined_at")],
                heading=_("Profile"),
            ),
            MultiFieldPanel([FieldPanel("hidden"), FieldPanel("hidden_because")], heading=_("Moderation")),
        ],
        base_form_class=PractitionerForm,
    )

    def get_queryset(self, request: Any) -> Any:
        return Practitioner.objects.with_organisation()
