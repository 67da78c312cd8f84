"""Home, standard and project pages."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home, standard and project pages."""

    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from core.roles import grant

        grant("home.view_contactmessage", "home.change_contactmessage", to=("Editors", "Moderators"))
