"""The list on the first page of the admin, and a page for each of its parts."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.waiting.sections import MOST, Section, sections_for

NAME = "core_waiting"


def section_url(section: Section) -> str:
    """Where all of a part stands."""
    return section.url or reverse(NAME, args=[section.code])


class WaitingPanel(Component):
    """What waits for the person who looks."""

    name = "waiting"
    template_name = "core/waiting/panel.html"
    order = 10

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """``parts``: pairs of a part and the address of all of it."""
        return {"parts": [(one, section_url(one)) for one in sections_for(parent_context["request"].user)]}


class WaitingView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """``waiting/<code>/``: one part, as long as it is."""

    template_name = "core/waiting/section.html"
    header_icon = "list-ul"

    @cached_property
    def section(self) -> Section | None:
        """The part; ``None`` once all of it is done. Raises Http404 for a word that never was one."""
        code = self.kwargs["code"]
        if not code.replace("-", "").isalpha():
            raise Http404
        return next((one for one in sections_for(self.request.user, MOST) if one.code == code), None)

    @cached_property
    def page_title(self) -> str:
        """The name of the part."""
        return str(self.section.title if self.section else _("What waits for you"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and this part."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The part, and how many of it are not shown."""
        section = self.section
        more = section.count - len(section.rows) if section else 0
        return super().get_context_data(**kwargs) | {"section": section, "more": more}
