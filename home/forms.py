"""The contact form."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import params
from core.forms import LineField, PassageField, TrapForm
from home.vocabularies import TOPICS, Topic


class ContactForm(TrapForm):
    """A message."""

    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=TOPICS,
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("message", "name"):
            # The browser would cut the text in silence; a sentence that says so is kinder.
            self.fields[field].widget.attrs.pop("maxlength", None)

    def clean_email(self) -> str:
        """The address, or nothing. Raises ValidationError when it is no address."""
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


def initial_of(request: HttpRequest) -> dict[str, str]:
    """What the address of the form says already: ``?topic=`` and ``?about=`` (a path)."""
    topics = params.codes(request, "topic", dict(TOPICS))
    return {"topic": topics[0] if topics else Topic.OTHER, "about": params.text(request, "about", 300)}
