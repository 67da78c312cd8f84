"""The post office's part of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.letters.models import Mail
from core.letters.reports import AGAIN, MAY_SEE, REPORT, AgainView, MailPanel, MailReport


class MailMenuItem(MenuItem):
    """For administrators: they can do something about a mail that does not arrive."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the report."""
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def mail_menu_item() -> MenuItem:
    """Reports → Outgoing mail."""
    return MailMenuItem(_("Outgoing mail"), reverse(REPORT), name="outgoing-mail", icon_name="mail", order=910)


@hooks.register("register_admin_urls")
def mail_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("reports/outgoing-mail/", MailReport.as_view(), name=REPORT),
        path("reports/outgoing-mail/results/", MailReport.as_view(results_only=True), name=f"{REPORT}_results"),
        path("reports/outgoing-mail/<int:pk>/again/", AgainView.as_view(), name=AGAIN),
    ]


@hooks.register("construct_homepage_panels")
def mail_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Tells administrators what did not arrive."""
    if request.user.has_perm(MAY_SEE) and (failed := Mail.objects.standing().failed):
        panels.append(MailPanel(failed))
