"""Case studies, learning modules and publications."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Case studies, learning modules and publications."""

    name = "resources"
    verbose_name = "Resources"

    def ready(self) -> None:
        from resources import contributions

        contributions.register_contributions()
