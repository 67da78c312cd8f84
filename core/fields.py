"""Model fields of our own: a lean StreamField and a list of vocabulary codes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import fields as wagtail_fields


class StreamField(wagtail_fields.StreamField):
    """Wagtail's StreamField whose block definitions stay out of migrations: the column is JSON all the while."""

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class CodesFormField(forms.TypedMultipleChoiceField):
    """Check boxes, one per code of the vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(initial or []) != sorted(data or [])


class CodesField(models.JSONField):
    """A list of stable codes out of one vocabulary, kept in the vocabulary's order without repetitions.

    Value: ``list[str]``. An unknown code is a validation error that names it.
    """

    description = _("List of codes")

    def __init__(self, vocabulary: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def sorted_codes(self, codes: Iterable[str]) -> list[str]:
        known = list(self.vocabulary.values) if self.vocabulary else []
        return sorted(set(codes), key=lambda code: (known.index(code) if code in known else len(known), code))

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        value = super().clean(value if value is not None else [], model_instance)
        return self.sorted_codes(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Checks the list against the choices.

        Raises ValidationError when it is empty but must not be, no list, or holds an unknown code.
        """
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        if not isinstance(value, list):
            raise ValidationError(_("Write a list of codes."), code="invalid")
        unknown = [str(code) for code in value if self.vocabulary and code not in self.vocabulary.values]
        if unknown:
            raise ValidationError(_("Unknown code: %(codes)s"), code="unknown", params={"codes": ", ".join(unknown)})

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        choices = self.vocabulary.choices if self.vocabulary else []
        return CodesFormField(
            choices=choices,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget") if isinstance(kwargs.get("widget"), forms.Widget) else None,
        )

    def labels(self, value: Iterable[str]) -> list[str]:
        """The labels of the codes in the active language."""
        names = dict(self.vocabulary.choices) if self.vocabulary else {}
        return [str(names.get(code, code)) for code in value]


def holds(name: str, code: str) -> Contains:
    """The condition that the list of codes in field ``name`` holds ``code``, for ``filter``; the same on every database."""
    return Contains(Cast(name, models.CharField()), f'"{code}"')
