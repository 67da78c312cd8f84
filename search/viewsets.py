"""The search in the admin: synonyms, promoted results, searches without answer."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from core.admin.viewsets import NoChooserViewSet
from search.models import LifeEvent, PromotedResult, SearchCount, SynonymGroup

SELDOM = 0.2
"""Pages opened a search, below which its results are of little use."""


class PrefilledCreateView(CreateView):
    """A form that may come with values in its address, from the report of searches."""

    def get_initial_form_instance(self) -> Any:
        """A new object with the values of the address that fit it."""
        model: Any = self.model
        names = {field.name for field in model._meta.concrete_fields} & {"language", "terms", "queries"}
        return model(**{name: self.request.GET.get(name, "")[:200] for name in names if name in self.request.GET})


class SynonymViewSet(SnippetViewSet):
    """Terms that find one another."""

    model = SynonymGroup
    chooser_viewset_class = NoChooserViewSet
    icon = "transfer"
    menu_label = _("Synonyms")
    url_namespace = "search_synonyms"
    add_view_class = PrefilledCreateView
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
    add_view_class = PrefilledCreateView
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
    """Which searches, and of which language."""

    show = django_filters.ChoiceFilter(
        label=_("Show"),
        method="filter_show",
        empty_label=_("without answer"),
        choices=[
            ("top", _("most wanted")),
            ("rising", _("asked more often lately")),
            ("relaxed", _("with some of the words only")),
            ("unopened", _("with results that are seldom opened")),
        ],
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = SearchCount
        fields = ["show", "language"]

    def filter_queryset(self, queryset: Any) -> Any:
        """Without a choice, those that found nothing."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("show") else found.filter(found=0)

    def filter_show(self, queryset: Any, name: str, value: str) -> Any:
        """Order or narrow the searches."""
        if value == "rising":
            return queryset.filter(rising__gt=0).order_by("-rising", "query")
        if value == "unopened":
            return queryset.filter(found__gt=0, opened__lt=models.F("times") * SELDOM)
        return queryset.filter(some=1) if value == "relaxed" else queryset


class ImproveColumn(BaseColumn):
    """Links beside a search: make a synonym of its words, promote a result for it."""

    cell_template_name = "search/admin/improve_cell.html"

    def get_cell_context_data(self, instance: dict[str, Any], parent_context: Any) -> dict[str, Any]:
        """The addresses of the two forms, filled in."""
        words = {"language": instance["language"]}
        context = super().get_cell_context_data(instance, parent_context)
        return context | {
            "synonym_url": f"{reverse('search_synonyms:add')}?{urlencode({**words, 'terms': instance['query']})}",
            "promote_url": f"{reverse('search_promoted:add')}?{urlencode({**words, 'queries': instance['query']})}",
        }


class UnansweredReport(ReportView):
    """What people searched in the last three months: without finding anything, most often, more often lately, or with fewer words."""

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
        "query": _("Searched for"),
        "language": _("Language"),
        "times": _("Times"),
        "last_day": _("Last time"),
    }

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What was typed, in which language, how often, when last, and what to do about it."""
        return [
            Column("query", label=_("Searched for")),
            Column("language_name", label=_("Language"), accessor=_language_name),
            Column("times", label=_("Times")),
            Column("found", label=_("Results")),
            Column("opened", label=_("Pages opened")),
            Column("last_day", label=_("Last time")),
            ImproveColumn("improve", label=_("What to do")),
        ]

    def get_base_queryset(self) -> Any:
        """One row per search and language."""
        return SearchCount.objects.asked(timezone.localdate())


def _language_name(row: dict[str, Any]) -> str:
    return str(dict(settings.LANGUAGES).get(row["language"], row["language"]))
