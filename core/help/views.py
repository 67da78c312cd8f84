"""``help/``: the editors' guide, in the language of the admin."""

from fnmatch import fnmatchcase
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.help.document import SOURCE, guide
from core.i18n.languages import active_language

NAME = "core_help"


class HelpView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """The whole guide on one page, with its contents beside it."""

    template_name = "core/help/guide.html"
    header_icon = "help"
    page_title = _("Help")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``whole``: what stands below the title of the guide; ``topics``: the rest."""
        whole, *topics = guide(active_language())
        return super().get_context_data(**kwargs) | {"whole": whole, "topics": topics}


def topic_of(path: str) -> str:
    """The anchor of the topic about an address of the admin: of those that name it, the one that says it most closely."""
    below = path.removeprefix(reverse("wagtailadmin_home"))
    fitting = [
        (len(screen), topic.anchor) for topic in guide(SOURCE) for screen in topic.screens if fnmatchcase(below, screen)
    ]
    return max(fitting)[1]


class HelpMenuItem(MenuItem):
    """Leads to the topic of the screen one is on, in another window: the form stays as it is."""

    def __init__(self) -> None:
        super().__init__(
            _("Help with this screen"), "", name="guide", icon_name="help", order=100, attrs={"target": "_blank"}
        )

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Wagtail keeps menu items: the address is made for each request."""
        url = f"{reverse(NAME)}#{topic_of(request.path)}"
        return LinkMenuItem(
            self.name, self.label, url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )
