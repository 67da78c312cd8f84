"""``reports/followers/`` in the admin: how many follow what, without addresses."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from home.follow.numbers import tables
from home.models import Follower

REPORT = "followers_report"
MAY_SEE = "home.view_follower"


class FollowersReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """Numbers by language, kind, theme and rhythm."""

    permission_policy = ModelPermissionPolicy(Follower)
    permission_required = "view"
    template_name = "home/follow/report.html"
    page_title = _("Followers by mail")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``total`` of followers, and ``tables`` of what they chose."""
        total, found = tables()
        return super().get_context_data(**kwargs) | {"total": total, "tables": found}
