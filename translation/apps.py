"""The translation desk."""

from django.apps import AppConfig
from django.conf import settings


class TranslationConfig(AppConfig):
    """Who translates what; later the desk itself, on wagtail-localize's models."""

    name = "translation"
    verbose_name = "Translation"

    def ready(self) -> None:
        from core.roles import grant
        from translation import access

        for code, _name in settings.LANGUAGES:
            grant("core.change_languagesettings", to=(f"Translators {code}",))
        access.connect()
