"""Background work."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """Tasks of all rooms, each room's in its ``tasks.py``; imports no room."""

    name = "core.work"
    label = "work"
    verbose_name = _("Background work")

    def ready(self) -> None:
        autodiscover_modules("tasks")
