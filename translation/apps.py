"""The translation desk."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Who translates what, and how far it is."""

    name = "translation"
    verbose_name = "Translation"

    def ready(self) -> None:
        from core.admin.doors import ask_before
        from core.people.languages import COORDINATORS, OF_A_LANGUAGE, REVIEWERS, groups_of
        from core.roles import grant
        from translation import (
            access,
            borrowed,
            comments,
            digest,
            doors,
            editor,
            labels,
            listening,
            reviewing,
            segments,
            unread,
            workflow,
        )
        from translation.desk import mentions, turns
        from translation.glossary import page, rights, seed, telling  # noqa: F401 - what registers itself
        from translation.machine import router
        from translation.requests import letters
        from translation.requests import rights as asking_rights

        router.check()

        grant("core.change_languagesettings", to=groups_of(*OF_A_LANGUAGE))
        grant("core.publish_languagesettings", to=groups_of(REVIEWERS, COORDINATORS))
        access.connect()
        segments.connect()
        doors.connect()
        borrowed.connect()
        unread.connect()
        ask_before("workflow_action", editor.before_approval)
        rights.connect()
        telling.connect()
        listening.connect()
        labels.connect()
        comments.connect()
        digest.connect()
        reviewing.connect()
        mentions.connect()
        turns.connect()
        workflow.connect()
        letters.connect()
        asking_rights.connect()
