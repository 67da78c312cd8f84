"""The contact form and what happens to a message."""

import logging
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from core import params
from core.forms import LineField, PassageField
from core.i18n.languages import active_language
from home.models.contact import ContactMessage, Topic

if TYPE_CHECKING:
    from home.models.contact import ContactPage

logger = logging.getLogger(__name__)


class ContactForm(forms.Form):
    """A message. ``website`` is a trap for robots: people do not see it."""

    use_required_attribute = False

    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Topic.choices,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose what it is about, from the list."),
        },
    )
    message = PassageField(
        label=_("Your message"),
        help_text=_("In French, Dutch, Italian, Portuguese, Croatian or English. At most 5,000 characters."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=5000,
        error_messages={
            "required": _("Write your message here."),
            "max_length": _(
                "Your message has %(show_value)d characters. Shorten it to %(limit_value)d, or send it in two parts."
            ),
        },
    )
    name = LineField(
        label=_("Your name (optional)"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("This name is too long. Write at most %(limit_value)d characters.")},
    )
    email = LineField(
        label=_("Your e-mail address (optional)"),
        required=False,
        help_text=_("Only to answer you. Without it we read the message but cannot answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    about = LineField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("message", "name"):
            # The browser would cut the text in silence; a sentence that says so is kinder.
            self.fields[field].widget.attrs.pop("maxlength", None)

    def clean_email(self) -> str:
        value = self.cleaned_data["email"]
        if value:
            try:
                forms.EmailField(max_length=254).clean(value)
            except forms.ValidationError as error:
                message = _(
                    "“%(value)s” is not an e-mail address. Write one such as name@example.org, or leave it empty."
                )
                raise forms.ValidationError(message, params={"value": value[:80]}) from error
        return value

    def clean_about(self) -> str:
        value = self.cleaned_data["about"][:300]
        return value if value.startswith("/") else ""

    @property
    def is_robot(self) -> bool:
        """Someone filled in the field people do not see."""
        return bool(self.cleaned_data.get("website"))


def initial_of(request: HttpRequest) -> dict[str, str]:
    """What the address of the form says already: ``?topic=`` and ``?about=`` (a path)."""
    topics = params.codes(request, "topic", Topic.values)
    return {"topic": topics[0] if topics else Topic.OTHER, "about": params.text(request, "about", 300)}


def receive(page: "ContactPage", form: ContactForm) -> ContactMessage | None:
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


def _mail(page: "ContactPage", message: ContactMessage) -> None:
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
