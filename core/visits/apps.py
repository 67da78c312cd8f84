"""The counter of visits."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    """Counts which pages are opened; imports no room."""

    name = "core.visits"
    label = "visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        from core.roles import grant
        from core.visits import figures, things

        things.register_pages()
        figures.register_figures()
        grant("visits.view_visitcount", to=("Editors", "Moderators"))
