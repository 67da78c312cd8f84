"""What the pages below the desk's list have in common."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation.desk.names import DESK


class DeskPage(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """A page whose way up is the desk."""

    header_icon = "wagtail-localize-language"

    @property
    def desk_language(self) -> str:
        """The language whose list the way up leads to; ``""`` for the one the reader sees first."""
        return ""

    def between(self) -> Sequence[dict[str, Any]]:
        """Pages between the desk and this one."""
        return ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the desk, what stands between, this page."""
        query = f"?language={self.desk_language}" if self.desk_language else ""
        desk = {"url": f"{reverse(DESK)}{query}", "label": _("Translations")}
        return [*self.breadcrumbs_items, desk, *self.between(), {"url": "", "label": str(self.page_title)}]
