"""Django's way to the post office: mails of Django and Wagtail (passwords, workflows) become rows too."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.letters import outbox


class EmailBackend(BaseEmailBackend):
    """For ``EMAIL_BACKEND``. Workers send through ``EMAIL_DELIVERY_BACKEND``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keeps the messages; returns their number. See `outbox.keep` for what it raises."""
        return sum(bool(outbox.keep(message)) for message in email_messages)
