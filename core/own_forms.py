"""Forms of an organisation's own things, for its people: they give nothing to another organisation, and leave to others what others decide."""

from typing import Any

from django import forms

from core import ownership
from core.ownership import Owned


def keep(form: forms.BaseModelForm, kind: Owned, user: Any) -> None:
    """Takes out of ``form`` what is not theirs to say; whose a new thing is they choose among their own organisations."""
    for name in kind.decided:
        form.fields.pop(name, None)
    field: Any = form.fields.get(kind.field)
    if field is None:
        return
    own = field.queryset.filter(pk__in=ownership.holding_of(user).works_for)
    form.fields[kind.field] = forms.ModelChoiceField(
        own, label=field.label, help_text=field.help_text, empty_label=None
    )
    if form.instance.pk is None:
        form.initial[kind.field] = own.first()
