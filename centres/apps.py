"""The directory of guidance centres."""

from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "centres"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from centres import sources

        sources.register_sources()
