"""The composition root."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Puts the rooms together; nothing imports it."""

    name = "portal"
    verbose_name = "Portal"
