"""“How is it used” on the first page of the admin, for the people of an organisation."""

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from core.visits.querysets import DAYS
from core.visits.used import MOST, Used, used


class UsedPanel(Component):
    """What is theirs, with the visits of the last days."""

    name = "used"
    template_name = "visits/panel.html"
    order = 20

    def __init__(self, rows: list[Used]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The most visited, and how many more there are."""
        return {"rows": self.rows[:MOST], "more": max(0, len(self.rows) - MOST), "days": DAYS}


def panel_for(user: Any) -> UsedPanel | None:
    """Nothing for who works for no organisation, or for one that has published nothing."""
    rows = used(user, timezone.localdate())
    return UsedPanel(rows) if rows else None
