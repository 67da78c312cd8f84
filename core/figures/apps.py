"""What the portal has done, in numbers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    """Figures of all rooms, each room's in its ``figures.py``; imports no room."""

    name = "core.figures"
    label = "figures"
    verbose_name = _("Figures")
