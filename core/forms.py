"""Form fields for what visitors write: cleaned once, before anything else sees it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import params


class LineField(forms.CharField):
    """One line of text: control characters and line breaks are taken out before anything else sees them."""

    def to_python(self, value: Any) -> str:
        return params.clean_text(super().to_python(value) or "", max_length=2000)


class PassageField(forms.CharField):
    """Several lines of text without control characters."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(params.clean_text(line, max_length=20_000) for line in text.split("\n")).strip()


def mail_address(value: str) -> str:
    """The e-mail address in small letters. Raises ValidationError when it is none."""
    try:
        return forms.EmailField(max_length=254).clean(value).lower()
    except ValidationError as error:
        message = _("“%(value)s” is not an e-mail address. Write one such as name@example.org.")
        raise ValidationError(message, params={"value": value[:80]}) from error


class AddressForm(forms.Form):
    """An e-mail address and nothing else. ``website`` is a trap for robots: people do not see it."""

    use_required_attribute = False

    email = LineField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address we shall write to.")},
    )
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        """The address in small letters. Raises ValidationError when it is no address."""
        return mail_address(self.cleaned_data["email"])

    @property
    def is_robot(self) -> bool:
        """Someone filled in the field people do not see."""
        return bool(self.cleaned_data.get("website"))
