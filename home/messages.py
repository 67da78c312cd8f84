"""What happens to a message from the contact form: it is kept and mailed."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext, override

from core.i18n.languages import active_language
from home.forms import ContactForm
from home.models import ContactMessage, ContactPage

logger = logging.getLogger(__name__)


def receive(page: ContactPage, form: ContactForm) -> ContactMessage | None:
    """Keeps the message and mails it; ``None`` for a robot, which is told the same as everyone."""
    if form.is_robot:
        return None
    data = form.cleaned_data
    message = ContactMessage.objects.create(
        topic=data["topic"],
        message=data["message"],
        name=data["name"],
        email=data["email"],
        about=data["about"],
        language=active_language(),
    )
    transaction.on_commit(lambda: _mail(page, message))
    return message


def _mail(page: ContactPage, message: ContactMessage) -> None:
    with override("en"):
        subject = f"Keep in Pact: {message.get_topic_display()}"
        lines = [message.message, "", f"{gettext('Language')}: {message.get_language_display()}"]
        lines += [f"{gettext('Name')}: {message.name}"] if message.name else []
        lines += [f"{gettext('Page')}: {message.about}"] if message.about else []
    mail = EmailMessage(
        subject=subject,
        body="\n".join(lines),
        to=[page.recipient or settings.CONTACT_EMAIL],
        reply_to=[message.email] if message.email else None,
    )
    try:
        mail.send()
    except OSError:
        # The message is kept in the database: a mail server that is down must not cost a visitor's words.
        logger.exception("A contact message could not be mailed (message %s)", message.pk)
