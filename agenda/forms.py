"""The form for those who wait for a date."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, mail_address


class SubscribeForm(forms.Form):
    """An address and nothing else. ``website`` is a trap for robots: people do not see it."""

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
