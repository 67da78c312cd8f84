"""The search in the admin: synonyms, promoted results, searches without answer."""

from typing import Any

import django_filters
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.viewsets import NoChooserViewSet
from search.models import LifeEvent, PromotedResult, SearchCount, SynonymGroup


class SynonymViewSet(SnippetViewSet):
    """Terms that find one another."""

    model = SynonymGroup
    chooser_viewset_class = NoChooserViewSet
    icon = "transfer"
    menu_label = _("Synonyms")
    url_namespace = "search_synonyms"
    list_display = ["__str__", Column("get_language_display", label=_("Language"))]
    list_filter = ["language"]
    search_fields = ["terms"]
    copy_view_enabled = False
    inspect_view_enabled = False


class PromotedViewSet(SnippetViewSet):
    """Results editors put on top."""

    model = PromotedResult
    chooser_viewset_class = NoChooserViewSet
    icon = "pick"
    menu_label = _("Promoted results")
    url_namespace = "search_promoted"
    list_display = ["__str__", "queries", Column("get_language_display", label=_("Language"))]
    list_filter = ["language"]
    search_fields = ["queries", "title"]
    copy_view_enabled = False
    inspect_view_enabled = False


class LifeEventViewSet(SnippetViewSet):
    """What people say when something happens to them, and the need it leads to."""

    model = LifeEvent
    chooser_viewset_class = NoChooserViewSet
    icon = "help"
    menu_label = _("Life events")
    url_namespace = "search_life_events"
    list_display = [
        "__str__",
        Column("get_need_display", label=_("Need")),
        Column("get_language_display", label=_("Language")),
    ]
    list_filter = ["language", "need"]
    search_fields = ["phrases"]
    copy_view_enabled = False
    inspect_view_enabled = False


class SearchViewSetGroup(SnippetViewSetGroup):
    """One entry in the menu."""

    items = (SynonymViewSet, LifeEventViewSet, PromotedViewSet)
    menu_label = _("Search")
    menu_icon = "search"
    menu_name = "portal-search"
    menu_order = 450


class UnansweredFilterSet(WagtailFilterSet):
    """Narrow the report to one language."""

    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = SearchCount
        fields = ["language"]


class UnansweredReport(ReportView):
    """What people searched in the last three months without finding anything, most wanted first."""

    index_url_name = "search_unanswered_report"
    index_results_url_name = "search_unanswered_report_results"
    page_title = _("Searches without answer")
    header_icon = "search"
    filterset_class = UnansweredFilterSet
    default_ordering = None
    is_searchable = False
    permission_policy = ModelPermissionPolicy(SearchCount)
    any_permission_required = ["view"]
    list_export = ["query", "language", "times", "last_day"]
    export_headings = {
        "query": _("Search"),
        "language": _("Language"),
        "times": _("Times"),
        "last_day": _("Last time"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        """What was typed, in which language, how often, when last."""
        return [
            Column("query", label=_("Search")),
            Column("language_name", label=_("Language"), accessor=_language_name),
            Column("times", label=_("Times")),
            Column("last_day", label=_("Last time")),
        ]

    def get_base_queryset(self) -> Any:
        """One row per search and language."""
        return SearchCount.objects.unanswered(timezone.localdate())


def _language_name(row: dict[str, Any]) -> str:
    return str(dict(settings.LANGUAGES).get(row["language"], row["language"]))
