"""The form that asks for translations."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PassageField
from core.i18n.languages import exonym
from core.people.languages import OF_A_LANGUAGE, groups_of
from translation.desk.lists import title_of
from translation.models import Item

LONGEST = 1000
"""Characters of a message."""


class AskForm(forms.Form):
    """``items`` and ``languages`` (by the keys of their locales) are what is offered."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    items = forms.MultipleChoiceField(label=_("What is to be translated"), widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(label=_("Into"), widget=forms.CheckboxSelectMultiple)
    due = forms.DateField(
        label=_("To be done by"),
        required=False,
        help_text=_("May stay empty."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    owner = forms.ModelChoiceField(
        label=_("Who"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Whoever writes the language"),
    )
    message = PassageField(label=_("Message"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 4}))

    def __init__(self, items: Iterable[Item], languages: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        self.by_pk = {str(one.pk): one for one in items}
        super().__init__(*args, **kwargs)
        self.initial = {"key": uuid4(), "items": list(self.by_pk), **self.initial}
        self.fields["items"].choices = [(pk, title_of(one)) for pk, one in self.by_pk.items()]
        self.fields["languages"].choices = [(pk, exonym(code)) for pk, code in languages.items()]
        people = get_user_model().objects.filter(is_active=True)
        writes = Q(groups__name__in=("Editors", "Moderators", *groups_of(*OF_A_LANGUAGE)))
        self.fields["owner"].queryset = people.filter(writes).distinct().order_by("username")

    def clean_due(self) -> Any:
        """Not in the past. Raises ValidationError."""
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return due

    @property
    def chosen(self) -> list[Item]:
        """The things, once the form is valid."""
        return [self.by_pk[pk] for pk in self.cleaned_data["items"]]
