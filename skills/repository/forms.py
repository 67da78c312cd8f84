"""What the comparison and the job description ask for. Nothing of it is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, PassageField
from core.i18n.languages import LANGUAGES, endonym
from skills.repository.matching import LONGEST

TOO_LONG = _("This text is too long. Shorten it to 20,000 characters, or paste the part about the work alone.")
ANY = ""
"""The language of a text is found out by its small words."""


def _languages() -> list[tuple[str, str]]:
    return [(code, endonym(code)) for code in LANGUAGES]


def _languages_or_any() -> list[tuple[str, Any]]:
    return [(ANY, _("Find it out from the text")), *_languages()]


class TextField(PassageField):
    """Several lines of text that are told apart from too many before they are cleaned, which would cut them."""

    def to_python(self, value: Any) -> str:
        """The cleaned text. Raises ValidationError when it is too long."""
        length = len((value or "").replace("\r\n", "\n"))
        if length > LONGEST:
            raise ValidationError(TOO_LONG, code="max_length")
        return super().to_python(value)


class TextForm(forms.Form):
    """A text about a job, pasted."""

    use_required_attribute = False

    text = TextField(
        label=_("Your text"),
        help_text=_("A job advert, a job description or your own words about your work. At most 20,000 characters."),
        error_messages={"required": _("Paste a text first, or tick tasks.")},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    spoken = forms.ChoiceField(
        label=_("Language of the text"),
        choices=_languages_or_any,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the languages in the list.")},
    )

    @classmethod
    def for_too_much(cls) -> "TextForm":
        """The form that answers a text so long that it was not even read."""
        form = cls({})
        form.errors["text"] = form.error_class([str(TOO_LONG)], renderer=form.renderer)
        return form


class DescriptionForm(forms.Form):
    """The head of a job description; which items are in it is chosen beside."""

    use_required_attribute = False

    title = LineField(
        label=_("Title of the job"),
        required=False,
        max_length=150,
        help_text=_("Leave it empty to write it into the file yourself."),
        error_messages={"max_length": _("This title is too long. Shorten it to 150 characters.")},
    )
    written = forms.ChoiceField(
        label=_("Language of the file"),
        choices=_languages,
        error_messages={
            "required": _("Choose one of the languages in the list."),
            "invalid_choice": _("Choose one of the languages in the list."),
        },
    )
