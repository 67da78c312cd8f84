"""Form fields for what visitors write: cleaned once, before anything else sees it."""

import time
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import params
from core.keys import Purpose

OPENED = Purpose("core.forms.opened", timedelta(days=1), (int,))
"""When a form was given out, in seconds since 1970."""
UNSEEN = frozenset({"website", "opened"})
"""Fields people do not see."""


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


class TrapForm(forms.Form):
    """What anybody may send. ``website`` is a trap for robots: people do not see it."""

    use_required_attribute = False

    website = forms.CharField(required=False)

    @property
    def is_robot(self) -> bool:
        """Someone filled in the field people do not see."""
        return bool(self.cleaned_data.get("website"))


class StampedForm(TrapForm):
    """It says when it was given out: robots send a form at once, or keep it for weeks."""

    quickest: ClassVar[int] = 0
    """Seconds nobody fills in the form in."""

    opened = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Refuses what no hand has filled in. Raises ValidationError, and the form is given out with a fresh time."""
        cleaned = super().clean() or {}
        given = OPENED.read(cleaned.get("opened", ""))
        if given is None or time.time() - given[0] < self.quickest:
            raise ValidationError(_("We could not take this just now. Send it once more; nothing you wrote is lost."))
        return cleaned

    @property
    def fresh(self) -> str:
        """When the form is given out, for ``opened``."""
        return OPENED.key(int(time.time()))


class AddressForm(TrapForm):
    """An e-mail address and nothing else."""

    email = LineField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address we shall write to.")},
    )

    def clean_email(self) -> str:
        """The address in small letters. Raises ValidationError when it is no address."""
        return mail_address(self.cleaned_data["email"])
