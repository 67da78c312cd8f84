"""The counter's part of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.visits.panel import panel_for
from core.visits.reports import MAY_SEE, REPORT, VisitReport


class VisitsMenuItem(MenuItem):
    """For those who write for readers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the report."""
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def visits_menu_item() -> MenuItem:
    """Reports → Visits."""
    return VisitsMenuItem(_("Visits"), reverse(REPORT), name="visits", icon_name="view", order=690)


@hooks.register("register_admin_urls")
def visit_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("reports/visits/", VisitReport.as_view(), name=REPORT),
        path("reports/visits/results/", VisitReport.as_view(results_only=True), name=f"{REPORT}_results"),
    ]


@hooks.register("construct_homepage_panels")
def used_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For the people of an organisation."""
    if panel := panel_for(request.user):
        panels.append(panel)
