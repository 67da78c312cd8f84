"""The directory of guidance centres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentresConfig(AppConfig):
    """Centres, their finder, their part of the API and of the search."""

    name = "centres"
    verbose_name = _("Centres")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from centres import contributions, sources
        from core.roles import grant

        sources.register_sources()
        contributions.register_contributions()
        # A wrong address must be put right the same day: editors publish centres without waiting for a moderator.
        grant(*(f"centres.{action}_centre" for action in ("add", "change", "publish")), to=("Editors",))
        grant(
            *(f"centres.{action}_centre" for action in ("add", "change", "publish", "delete", "lock", "unlock")),
            to=("Moderators",),
        )
        grant("centres.add_import", to=("Editors", "Moderators"))
        # Undoing takes centres away: as deleting, a moderator's task.
        grant("centres.delete_import", to=("Moderators",))
        # Whose site may show the list is decided by those who answer for the portal.
        grant("centres.view_embedpartner", to=("Editors",))
        grant(*(f"centres.{action}_embedpartner" for action in ("add", "change", "delete", "view")), to=("Moderators",))
