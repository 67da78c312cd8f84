"""Visits in the admin: which pages were opened how often, in a time and a language."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.visits import things
from core.visits.marks import Thing
from core.visits.models import VisitCount
from core.visits.querysets import DAYS

REPORT = "visits_report"
MAY_SEE = "visits.view_visitcount"
QUARTER, YEAR, LAST_YEAR, ALL = "90", "year", "last-year", "all"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing and how often it was opened. ``url``: its public address, ``""`` without one."""

    title: str
    kind: str
    visits: int
    url: str


def since(code: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of a time that can be chosen."""
    if code == YEAR:
        return date(today.year, 1, 1), None
    if code == LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if code == ALL:
        return None, None
    return today - timedelta(days=int(QUARTER) if code == QUARTER else DAYS), None


class VisitFilterSet(WagtailFilterSet):
    """Which time, and readers of which language."""

    time = django_filters.ChoiceFilter(
        label=_("Time"),
        method="unchanged",
        empty_label=_("last 30 days"),
        choices=[
            (QUARTER, _("last 90 days")),
            (YEAR, _("this year")),
            (LAST_YEAR, _("last year")),
            (ALL, _("all years")),
        ],
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = VisitCount
        fields = ["time", "language"]

    def unchanged(self, queryset: Any, name: str, value: str) -> Any:
        """The time holds also when none is chosen: see below."""
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        """Of a time; without a choice the last days."""
        first, last = since(self.form.cleaned_data.get("time") or "", timezone.localdate())
        return super().filter_queryset(queryset).between(first, last)


class VisitReport(ReportView):
    """Things that were opened, the most visited first."""

    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    page_title = _("Visits")
    header_icon = "view"
    model = VisitCount
    filterset_class = VisitFilterSet
    default_ordering = None
    is_searchable = False
    permission_policy = ModelPermissionPolicy(VisitCount)
    any_permission_required = ["view"]
    list_export = ["title", "kind", "visits", "url"]
    export_headings = {"title": _("Title"), "kind": _("Kind"), "visits": _("Visits"), "url": _("Address")}

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What, of which kind, how often."""
        return [
            TitleColumn("title", label=_("Title"), get_url=lambda row: row.url or None),
            Column("kind", label=_("Kind")),
            Column("visits", label=_("Visits")),
        ]

    def get_base_queryset(self) -> Any:
        """One row a thing, the most visited first."""
        return VisitCount.objects.by_thing()

    def get_table(self, object_list: Any) -> Any:
        """Wagtail makes the table before it asks for the names."""
        return super().get_table(_named(object_list))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """For the file."""
        return _named(object_list) if self.is_export else object_list


def _named(object_list: Any) -> list[Row]:
    """With names; what is gone keeps its number."""
    rows = [(Thing(row["kind"], row["key"]), row["times"]) for row in object_list]
    names = things.names([thing for thing, _times in rows])
    gone = things.Named(str(_("No longer there")), "")
    return [
        Row(names.get(thing, gone).title, str(things.label_of(thing.kind)), times, names.get(thing, gone).url)
        for thing, times in rows
    ]
