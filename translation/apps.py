"""The translation desk."""

from django.apps import AppConfig

from core.i18n.languages import LANGUAGES


class TranslationConfig(AppConfig):
    """Who translates what, and how far it is."""

    name = "translation"
    verbose_name = "Translation"

    def ready(self) -> None:
        from core.admin.doors import ask_before
        from core.roles import grant
        from translation import access, borrowed, comments, digest, doors, gaps, labels, listening, unread
        from translation.glossary import page, rights, seed, telling  # noqa: F401 - what registers itself
        from translation.machine import router
        from translation.requests import letters
        from translation.requests import rights as asking_rights

        router.check()

        for code in LANGUAGES:
            grant("core.change_languagesettings", to=(f"Translators {code}",))
        access.connect()
        doors.connect()
        borrowed.connect()
        unread.connect()
        ask_before("workflow_action", gaps.before_approval)
        rights.connect()
        telling.connect()
        listening.connect()
        labels.connect()
        comments.connect()
        digest.connect()
        letters.connect()
        asking_rights.connect()
