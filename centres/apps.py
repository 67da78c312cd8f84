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
        from centres import compare
        from centres.care.register import connect_care
        from centres.data_page import WORD as DATA, data_page
        from centres.embed.configurator import WORD, configurator
        from centres.subpages import register_centre_view, register_directory_view
        from centres.vcard import vcard_view
        from core.roles import grant

        sources.register_sources()
        connect_care()
        register_centre_view("vcard", vcard_view)
        register_directory_view(WORD, configurator)
        register_directory_view(DATA, data_page)
        register_directory_view(compare.WORD, compare.compare)
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
        # Editors decide on suggestions through the workflow and say who looks after a centre.
        grant("centres.view_suggestion", to=("Editors", "Moderators"))
        grant(*(f"centres.{action}_owner" for action in ("add", "change", "view")), to=("Editors", "Moderators"))
        grant("centres.delete_owner", to=("Moderators",))
