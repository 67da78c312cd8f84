"""The form of a centre in the admin."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centres.care.changes import confirmed_today
from centres.models import Centre
from centres.vocabularies import CheckedBy
from core.admin.editing import VersionedForm

CHECKED_TODAY = "checked_today"


class CentreForm(VersionedForm):
    """With a box that says that somebody has looked: it means the same as a centre's own "all is right"."""

    checked_today = forms.BooleanField(required=False, label=gettext_lazy("I checked these facts today"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if CHECKED_TODAY in self.fields:
            self.fields[CHECKED_TODAY].help_text = f"{_last_check(self.instance)} {_EFFECT}"

    def clean(self) -> dict[str, Any]:
        """A ticked box stands above what the fields of the last check still say."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get(CHECKED_TODAY):
            said = confirmed_today(CheckedBy.EDITOR, cleaned.get("status", ""), cleaned.get("unverified", ()))
            for name in {"checked_on", "checked_by"} & self.errors.keys():
                del self.errors[name]
            cleaned |= {name: value for name, value in said.items() if name not in self.errors}
        return cleaned


_EFFECT = gettext_lazy(
    "Saving with this ticked writes today and “an editor” into “Last check”, and turns “Not yet verified” into “In service”."
)


def _last_check(centre: Centre) -> str:
    if not centre.checked_on:
        return _("Nobody has checked them yet.")
    words = {"date": date_format(centre.checked_on, "DATE_FORMAT"), "who": centre.get_checked_by_display()}
    return (_("Last check: %(date)s, %(who)s.") if words["who"] else _("Last check: %(date)s.")) % words
