"""The directory of guidance centres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TRANSLATED = ("summary", "description", "access_note", "language_note", "papers", "transport", "status_note")
"""Fields of a centre's texts; its name stays, unless it has another one in a language."""


class CentresConfig(AppConfig):
    """Centres, their finder, their part of the API and of the search."""

    name = "centres"
    verbose_name = _("Centres")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from centres import addresses, contributions, figures, onward, rights, sources
        from centres.care import mails, personal, reviews, suggestions, workflow
        from centres.gazetteer.names import town_name
        from centres.models import Centre, FinderPage
        from centres.pages import finder, serving  # noqa: F401 - the views register themselves
        from core import ownership, redirects, towns
        from core.ownership import Owned
        from translation.text_rows import translated

        addresses.register_addresses()
        redirects.keep_leading(Centre, FinderPage)
        towns.register(town_name)
        rights.grant_rights()
        sources.register_sources()
        contributions.register_contributions()
        figures.register_figures()
        onward.register_offer()
        workflow.connect()
        suggestions.connect()
        mails.connect()
        personal.connect()
        reviews.connect()
        translated(Centre, TRANSLATED)
        ownership.register(
            Owned(Centre, "organisation", published_by_managers=True, decided=("slug", "network", "parent"))
        )
