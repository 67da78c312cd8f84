"""Home, standard and project pages."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home, standard and project pages."""

    name = "home"
    verbose_name = "Home"
