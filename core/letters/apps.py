"""The post office."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """Mails of all rooms; imports no room."""

    name = "core.letters"
    label = "letters"
    verbose_name = _("Outgoing mail")

    def ready(self) -> None:
        from core.letters import personal

        personal.connect()
