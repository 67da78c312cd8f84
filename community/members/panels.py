"""Who looks after an organisation, above its form in the admin."""

from typing import Any

from wagtail.admin.panels import Panel

from community.members.views import address, may_see


class MembersPanel(Panel):
    """The way to its people, for who may invite them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "community/admin/members_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and may_see(self.request.user, self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """``number`` of people, and the ``address`` of their page."""
            return super().get_context_data(parent_context) | {
                "number": self.instance.memberships.count(),
                "address": address(self.instance.pk),
            }
