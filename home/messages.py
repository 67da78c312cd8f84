"""What happens to a message from the contact form: it is kept and mailed."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from core.i18n.languages import active_language
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter
from home.forms import ContactForm
from home.models import ContactMessage, ContactPage
from home.vocabularies import Topic


@transaction.atomic
def receive(page: ContactPage, form: ContactForm) -> ContactMessage | None:
    """Keeps the message and posts it; ``None`` for a robot, which is told the same as everyone."""
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
    with override(settings.LANGUAGE_CODE):
        letter_about(message).post(page.recipient or settings.CONTACT_EMAIL, CONTACT)
    return message


def letter_about(message: ContactMessage) -> Letter:
    """What those who answer it read, in the active language."""
    facts = [
        (gettext("Language"), message.get_language_display()),
        (gettext("Name"), message.name),
        (gettext("Page"), message.about),
    ]
    return Letter(
        f"Keep in Pact: {message.get_topic_display()}",
        [message.message],
        facts=[Fact(label, [value]) for label, value in facts if value],
        headers={"Reply-To": message.email} if message.email else {},
    )


def _example() -> Letter:
    language, topic = active_language(), Topic.CHANGE
    return letter_about(
        ContactMessage(topic=topic, message=str(topic.label), name="Ana", about=f"/{language}/", language=language)
    )


CONTACT = Kind("contact", _("Message from the contact page"), _example)


def connect() -> None:
    """Called once when the app is ready."""
    kinds.register(CONTACT)
