"""Hands one mail to the mail server, and notes what became of it."""

from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from core.letters.models import Mail
from core.letters.signals import given_up

TRIES = 80
"""At the worker's growing distances, an hour at most, these are some three days."""


class UndeliveredError(Exception):
    """The mail server did not take a mail now; its words, without the address."""


def deliver(pk: int) -> None:
    """Sends a mail that waits; does nothing when it has ended. Raises UndeliveredError when it is to be tried again.

    A worker that dies after the server took the mail and before that is noted sends it again under the same Message-ID.
    """
    mail = Mail.objects.claim(pk)
    if mail is None:
        return
    message = mail.message()
    try:
        message.connection = get_connection(settings.EMAIL_DELIVERY_BACKEND)
        message.send()
    except Exception as error:  # whatever stands in the way is the reason
        _note_failure(mail, error)
    else:
        _note_sent(mail)


def _note_sent(mail: Mail) -> None:
    domain = parseaddr(mail.to)[1].rpartition("@")[2]
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.SENT,
        ended_at=timezone.now(),
        error="",
        to=f"@{domain}",
        text="",
        html="",
        headers={},
        files=[],
    )


def _note_failure(mail: Mail, error: Exception) -> None:
    reason, refused = _reason(error, mail), _is_refused(error)
    this = Mail.objects.filter(pk=mail.pk)
    if mail.attempts < TRIES and not refused:
        this.update(error=reason)
        raise UndeliveredError(reason) from None
    with transaction.atomic():
        this.update(state=Mail.State.FAILED, ended_at=timezone.now(), error=reason)
        given_up.send(Mail, mail=mail, refused=refused)


def _is_refused(error: Exception) -> bool:
    """Whether no later try can succeed: this address or this text is refused for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, (SMTPNotSupportedError, ValueError))


def _reason(error: Exception, mail: Mail) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        answers = [*error.recipients.values()]
    elif isinstance(error, SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        answers = []
    words = "; ".join(f"{code} {_decoded(text)}" for code, text in answers) or f"{type(error).__name__}: {error}"
    return words.replace(parseaddr(mail.to)[1] or mail.to, "…")[:500]


def _decoded(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text
