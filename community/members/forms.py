"""Whom to invite."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.vocabularies import MemberRole
from core.forms import LineField, mail_address
from core.i18n.languages import ENDONYMS, LANGUAGES


class InviteForm(forms.Form):
    """An address, what the person will do, and the language of the mail."""

    use_required_attribute = False

    email = LineField(
        label=_("E-mail address"),
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write the address of the person you invite."),
            "max_length": _("This address is too long for a user name: %(limit_value)s characters at most."),
        },
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MemberRole.choices,
        help_text=_("Members write; managers also publish the profile, centres and events, and invite others."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, ENDONYMS[code]) for code in LANGUAGES],
        help_text=_("Of the mail, and of the admin until the person chooses another one."),
    )

    def clean_email(self) -> Any:
        """The address in small letters. Raises ValidationError when it is none."""
        return mail_address(self.cleaned_data["email"])
