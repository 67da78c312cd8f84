"""The translation desk."""

from django.apps import AppConfig

from core.i18n.languages import LANGUAGES


class TranslationConfig(AppConfig):
    """Who translates what, and how far it is."""

    name = "translation"
    verbose_name = "Translation"

    def ready(self) -> None:
        from core.roles import grant
        from translation import access, borrowed, comments, digest, doors, labels, listening

        for code in LANGUAGES:
            grant("core.change_languagesettings", to=(f"Translators {code}",))
        access.connect()
        doors.connect()
        borrowed.connect()
        listening.connect()
        labels.connect()
        comments.connect()
        digest.connect()
