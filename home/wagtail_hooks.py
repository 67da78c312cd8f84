"""The home room's part of the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from core.waiting import sections
from home.follow.reports import MAY_SEE, REPORT, FollowersReport
from home.viewsets import ContactMessageViewSet, waiting_messages

register_snippet(ContactMessageViewSet)
sections.register("messages", 30, waiting_messages)


class FollowersMenuItem(MenuItem):
    """For those who publish: they see what people want to hear of."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the report."""
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def followers_menu_item() -> MenuItem:
    """Reports → Followers by mail."""
    return FollowersMenuItem(_("Followers by mail"), reverse(REPORT), name="followers", icon_name="mail", order=750)


@hooks.register("register_admin_urls")
def followers_urls() -> list[URLPattern]:
    """The address of the report."""
    return [path("reports/followers/", FollowersReport.as_view(), name=REPORT)]
