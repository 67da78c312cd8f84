"""The centres in the admin: their own menu, what needs care first, everything of one centre on one page."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from centres import vocabularies
from centres.admin.forms import CHECKED_TODAY, CentreForm
from centres.admin.panels import PointPanel
from centres.admin_menu import MENU_HOOK
from centres.care.panels import SuggestionPanel
from centres.models import Centre
from centres.telling.freshness import to_confirm
from core.admin.editing import NewerVersionPanel
from core.admin.viewsets import CopyView, DraftsChooserViewSet
from core.countries import country_choices
from translation.desk.form_panel import TranslationsPanel


class CentreFilterSet(WagtailFilterSet):
    """Filters of the list, the questions of somebody who keeps it right."""

    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    network = django_filters.ChoiceFilter(label=_("Network"), choices=lambda: vocabularies.Network.choices)
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=vocabularies.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    confirm = django_filters.ChoiceFilter(
        label=_("Facts"), method="filter_confirm", choices=[("1", _("To be confirmed")), ("0", _("Confirmed"))]
    )
    point = django_filters.ChoiceFilter(
        label=_("Point on the map"),
        method="filter_point",
        choices=[("0", _("Without a point")), ("1", _("With a point"))],
    )

    class Meta:
        model = Centre
        fields: ClassVar[list[str]] = ["country", "network", "status"]

    def filter_confirm(self, queryset: models.QuerySet, name: str, value: str) -> models.QuerySet:
        due = Centre.objects.to_confirm().values("pk")
        return queryset.filter(pk__in=due) if value == "1" else queryset.exclude(pk__in=due)

    def filter_point(self, queryset: models.QuerySet, name: str, value: str) -> models.QuerySet:
        missing = Centre.objects.without_point().values("pk")
        return queryset.filter(pk__in=missing) if value == "0" else queryset.exclude(pk__in=missing)


class TruthColumn(Column):
    """Whether the facts are confirmed, and since when."""

    def get_value(self, instance: Centre) -> SafeString | str:
        if to_confirm(instance):
            return str(_("To be confirmed"))
        return format_html("<time>{}</time>", instance.checked_on) if instance.checked_on else ""


def _published(centre: Centre) -> str:
    """Wagtail's own column asks two queries a row; these two fields say as much."""
    if not centre.live:
        return str(_("Draft"))
    return str(_("Published, with unpublished changes")) if centre.has_unpublished_changes else str(_("Published"))


FACTS = [
    NewerVersionPanel(),
    SuggestionPanel(),
    FieldPanel(CHECKED_TODAY, disable_comments=True),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("language")]),
            FieldPanel("other_names"),
            FieldRowPanel([FieldPanel("network"), FieldPanel("parent")]),
            FieldPanel("organisation"),
        ],
        heading=_("Name"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("city"), FieldPanel("district")]),
            FieldPanel("site"),
            FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
            FieldPanel("address_level"),
        ],
        heading=_("Address"),
        help_text=_("Write what is known. A town alone is enough: visitors see that the street is to be confirmed."),
    ),
    PointPanel("latitude", "longitude", heading=_("On the map")),
    FieldPanel("point_precision"),
    MultiFieldPanel([FieldPanel("hours"), FieldPanel("hours_as_of")], heading=_("Opening hours")),
    InlinePanel(
        "special_hours",
        heading=_("Days with other hours"),
        label=_("Days with other hours"),
        help_text=_(
            "Holidays, a day with shorter hours, a closed week. These hours replace the ordinary ones on every day from "
            "the first to the last, weekends too. Two entries for the same day: morning and afternoon. Public holidays "
            "need no entry."
        ),
        panels=[
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
            FieldPanel("reason"),
        ],
    ),
    MultiFieldPanel(
        [FieldPanel("website"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], heading=_("Contact")
    ),
]
OFFER = [
    FieldPanel("needs"),
    FieldPanel("access"),
    FieldPanel("services"),
    MultiFieldPanel(
        [
            FieldPanel("everyone"),
            FieldPanel("audiences"),
            FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
        ],
        heading=_("For whom"),
    ),
    MultiFieldPanel([FieldPanel("spoken"), FieldPanel("interpreters")], heading=_("Languages")),
    FieldPanel("accessible"),
    FieldRowPanel([FieldPanel("free"), FieldPanel("anonymous")], heading=_("Cost and name")),
]
TEXTS = [
    HelpPanel(
        content=_("One text per language. Where a language is missing, visitors read another one, marked as such."),
        heading=_("How texts are shown"),
    ),
    TranslationsPanel(),
    InlinePanel(
        "texts",
        heading=_("Texts"),
        label=_("Text"),
        max_num=6,
        panels=[
            FieldPanel("language"),
            FieldPanel("name"),
            FieldPanel("summary"),
            FieldPanel("description"),
            FieldPanel("access_note"),
            FieldPanel("language_note"),
            FieldPanel("papers"),
            FieldPanel("transport"),
            FieldPanel("status_note"),
        ],
    ),
]
TRUTH = [
    FieldRowPanel([FieldPanel("status"), FieldPanel("status_since")], heading=_("Status")),
    FieldPanel("moves_to"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel(
                        "checked_on", heading=_("Checked on"), help_text=_("The day somebody last confirmed the facts.")
                    ),
                    FieldPanel("checked_by"),
                ]
            ),
            FieldPanel("review_months"),
        ],
        heading=_("Last check"),
    ),
    MultiFieldPanel(
        [FieldPanel("as_of"), FieldPanel("sources"), FieldPanel("unverified")],
        heading=_("Sources"),
        help_text=_("Visitors see where a fact comes from and what is not yet verified."),
    ),
    FieldPanel("slug"),
    PublishingPanel(),
]


class CentreChooser(AdminSnippetChooser):
    """Field to choose a centre. Wagtail puts its texts together at start-up, in English for everyone."""

    def __init__(self, **kwargs: Any) -> None:
        texts = {
            "choose_one_text": _("Choose a centre"),
            "choose_another_text": _("Choose another centre"),
            "link_to_chosen_text": _("Edit this centre"),
        }
        super().__init__(**(texts | kwargs))


class CentreChooserViewSet(DraftsChooserViewSet):
    """The window that lists the centres to choose from."""

    base_widget_class = CentreChooser
    page_title = _("Choose")


class CentreViewSet(SnippetViewSet):
    """List, form, preview in six languages, workflow, history and lock of centres."""

    model = Centre
    icon = "site"
    menu_label = _("All centres")
    menu_name = "centres"
    menu_order = 100
    menu_hook = MENU_HOOK
    copy_view_class = CopyView
    inspect_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("town_line", label=_("Place"), sort_key="city"),
        Column("get_network_display", label=_("Network"), sort_key="network"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        TruthColumn("checked_on", label=_("Facts"), sort_key="checked_on"),
        UpdatedAtColumn(label=_("Updated")),
        Column(_published, label=_("Visible"), sort_key="live"),
    ]
    list_per_page = 50
    ordering = ("name",)
    search_fields: ClassVar[list[str]] = ["name", "other_names", "city", "region", "street", "slug"]
    search_backend_name = None
    filterset_class = CentreFilterSet
    chooser_viewset_class = CentreChooserViewSet
    list_export: ClassVar[list[str]] = [
        "uid", "name", "network", "country", "region", "city", "postcode", "street", "site", "latitude", "longitude",
        "status", "as_of", "checked_on", "website", "phone", "email",
    ]  # fmt: skip
    export_filename = "centres"

    def get_queryset(self, request: Any) -> Any:
        return policy_registry.get_by_type(Centre).instances_user_has_any_permission_for(
            request.user, ["change", "view"]
        )

    edit_handler = TabbedInterface(
        [
            ObjectList(FACTS, heading=_("Facts")),
            ObjectList(OFFER, heading=_("What they offer")),
            ObjectList(TEXTS, heading=_("Texts")),
            ObjectList(TRUTH, heading=_("Status and sources")),
        ],
        base_form_class=CentreForm,
    )
