"""The form people sign up with."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agenda.models import EventPage
from agenda.signups.book import Entry
from core.countries import country_choices
from core.forms import UNSEEN, LineField, StampedForm, mail_address
from core.i18n.languages import active_language

TOO_LONG = _("This is too long. Write at most %(limit_value)d characters.")


class SignUpForm(StampedForm):
    """Name, address, where from, and what the organiser asks."""

    quickest = 2

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As it shall stand on a certificate of attendance."),
        error_messages={"required": _("Write your name."), "max_length": TOO_LONG},
    )
    email = LineField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address we shall write to.")},
    )
    organisation = LineField(
        label=_("Your organisation (optional)"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"max_length": TOO_LONG},
    )
    country = forms.ChoiceField(
        label=_("Your country (optional)"), required=False, help_text=_("We count how many come from where.")
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that the organiser reads what I wrote here and that the portal writes to me about this event."
        ),
        error_messages={"required": _("Without this we cannot sign you up. Tick the box if you agree.")},
    )

    def __init__(self, data: Any = None, *, event: EventPage) -> None:
        super().__init__(data)
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]
        self.questions: list[tuple[str, str, str]] = []
        for block in event.questions:
            name, is_needed = f"question-{block.id}", bool(block.value["required"])
            self.questions.append((name, str(block.id), block.value["text"]))
            self.fields[name] = LineField(
                label=_said(block.value["text"], event.content_language),
                required=is_needed,
                help_text="" if is_needed else _("Optional."),
                max_length=500,
                error_messages={"required": _("Write an answer: the organiser needs it."), "max_length": TOO_LONG},
            )
        self.order_fields(["name", "email", "organisation", "country", *(name for name, *_rest in self.questions)])

    def clean_email(self) -> str:
        """The address in small letters. Raises ValidationError when it is no address."""
        return mail_address(self.cleaned_data["email"])

    @property
    def asked(self) -> list[Any]:
        """The fields people see, in their order, without the consent."""
        return [self[name] for name in self.fields if name not in {"consent", *UNSEEN}]

    def entry(self) -> Entry:
        """What was written, once it is valid."""
        said = self.cleaned_data
        answers = [[key, text, said[name]] for name, key, text in self.questions if said[name]]
        return Entry(
            email=said["email"],
            name=said["name"],
            organisation=said["organisation"],
            country=said["country"],
            language=active_language(),
            answers=answers,
        )


def _said(text: str, language: str) -> str:
    """A question in the event's language, which need not be the page's."""
    return text if language == active_language() else format_html('<span lang="{}">{}</span>', language, text)
