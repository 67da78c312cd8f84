"""Background work in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.work import signs
from core.work.reports import LIST, MAY_SEE, RetryView, WorkPanel, WorkReport


class WorkMenuItem(MenuItem):
    """For administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the report."""
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def work_menu_item() -> MenuItem:
    """Reports → Background work."""
    return WorkMenuItem(_("Background work"), reverse(LIST), name="background-work", icon_name="tasks", order=900)


@hooks.register("register_admin_urls")
def work_urls() -> list[URLPattern]:
    """Addresses of the report, and of another try."""
    return [
        path("reports/background-work/", WorkReport.as_view(), name=LIST),
        path("reports/background-work/results/", WorkReport.as_view(results_only=True), name="work_report_results"),
        path("reports/background-work/<int:pk>/retry/", RetryView.as_view(), name="work_retry"),
    ]


@hooks.register("construct_homepage_panels")
def work_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Tells administrators what is wrong."""
    if request.user.has_perm(MAY_SEE):
        standing = signs.standing()
        if standing.failed or not standing.works:
            panels.append(WorkPanel(standing))
