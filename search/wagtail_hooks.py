"""The search in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.viewsets import SearchViewSetGroup, UnansweredReport

register_snippet(SearchViewSetGroup)


class UnansweredMenuItem(MenuItem):
    """Shown to those who may change synonyms: they can do something about it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the report."""
        return request.user.has_perm("search.view_searchcount")


@hooks.register("register_reports_menu_item")
def unanswered_menu_item() -> MenuItem:
    """Reports → Searches without answer."""
    return UnansweredMenuItem(
        _("Searches without answer"),
        reverse("search_unanswered_report"),
        name="searches-without-answer",
        icon_name="search",
        order=700,
    )


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("reports/searches-without-answer/", UnansweredReport.as_view(), name="search_unanswered_report"),
        path(
            "reports/searches-without-answer/results/",
            UnansweredReport.as_view(results_only=True),
            name="search_unanswered_report_results",
        ),
    ]
