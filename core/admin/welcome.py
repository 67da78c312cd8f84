"""The admin's first page for an account without rights: what will be there, and what can be done now."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from core.admin.doors import has_rights


class WelcomePanel(Component):
    """Instead of an empty page."""

    name = "welcome"
    template_name = "core/panels/welcome.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Nothing but the request: the panel is words and links."""
        return {"request": parent_context["request"]}


def welcome_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For partners until an editor gives them something to look after."""
    if not has_rights(request.user):
        panels.append(WelcomePanel())
