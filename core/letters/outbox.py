"""Keeps mails as rows: the one way out for letters of the portal and for what Django and Wagtail write."""

from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMessage
from django.db import transaction

from core.i18n.languages import active_language
from core.letters.models import Mail
from core.letters.tasks import send

FILES_LIMIT = 100_000
"""Characters all files of a mail may have: they are rows of a table until it is sent."""


@transaction.atomic
def keep(message: EmailMessage, *, kind: str = "", about: str = "") -> list[Mail]:
    """One row and one task for each receiver, so that no try for one of them mails another again.

    Raises BadHeaderError (a ValueError) for a header with a line break, and ValueError for what a row cannot hold: files
    other than small ones of text, and bodies other than text and HTML.
    """
    domain = parseaddr(message.from_email)[1].rpartition("@")[2]
    headers = {name: str(value) for name, value in message.extra_headers.items() if name.lower() != "message-id"}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    files = _files_of(message)
    mails = [
        Mail(
            kind=kind,
            language=active_language(),
            about=about,
            sender=message.from_email,
            to=address,
            subject=str(message.subject),
            text=str(message.body),
            html=_html_of(message),
            headers=headers,
            files=files,
            message_id=make_msgid(domain=domain or "localhost"),
        )
        for address in message.recipients()
    ]
    for mail in mails:
        mail.message().message()  # Django refuses bad headers when it writes them: now, not in the worker
        mail.save()
        send.enqueue(mail.pk)
    return mails


def _html_of(message: EmailMessage) -> str:
    bodies = {body.mimetype: str(body.content) for body in getattr(message, "alternatives", ())}
    html = bodies.pop("text/html", "")
    if bodies or message.content_subtype != "plain":
        raise ValueError("A mail is kept as text and HTML only.")
    return html


def _files_of(message: EmailMessage) -> list[list[str]]:
    files = [
        [str(part[0]), str(part[2]), part[1]]
        for part in message.attachments
        if isinstance(part, tuple) and isinstance(part[1], str) and str(part[2]).startswith("text/")
    ]
    if len(files) < len(message.attachments) or sum(len(text) for *_, text in files) > FILES_LIMIT:
        raise ValueError("A mail carries small files of text only, such as a calendar.")
    return files


def try_again(pk: int) -> bool:
    """Sends a mail now that waits or was given up; whether there is one."""
    fresh = {"state": Mail.State.WAITING, "attempts": 0, "error": "", "ended_at": None}
    with transaction.atomic():
        found = bool(Mail.objects.unsent().filter(pk=pk).update(**fresh))
        if found:
            send.enqueue(pk)
    return found
