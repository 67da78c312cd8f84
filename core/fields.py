"""Model fields of our own: a lean StreamField and a list of vocabulary codes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Concat
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


class OfferedOptions:
    """Before a widget with choices: a withdrawn term is drawn only where it is chosen already."""

    vocabulary: Any = None

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The options as Django draws them."""
        hidden = getattr(self.vocabulary, "withdrawn", frozenset()) - set(value)
        groups = super().optgroups(name, value, attrs)  # type: ignore[misc]
        shown = [
            (group, [option for option in options if str(option["value"]) not in hidden], at)
            for group, options, at in groups
        ]
        return [(group, options, at) for group, options, at in shown if options]


class OfferedCheckboxes(OfferedOptions, forms.CheckboxSelectMultiple):
    """Check boxes of the terms that are offered."""


class OfferedSelect(OfferedOptions, forms.Select):
    """A list of the terms that are offered; one that is called by its English name says so."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django makes it, with the language its words are in."""
        option = super().create_option(name, value, *args, **kwargs)
        label = self.vocabulary.label(str(value)) if value and hasattr(self.vocabulary, "withdrawn") else ""
        if language := getattr(label, "language", ""):  # a ``core.i18n.said.Said``, which stands above
            option["attrs"]["lang"] = language
        return option


class CodeField(models.CharField):
    """One stable code out of a vocabulary. Its terms need no migration: they come and go without one.

    ``choices``: where they shall stand in another order than that of the vocabulary.
    """

    def __init__(self, vocabulary: Any = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        if vocabulary is not None:
            kwargs.setdefault("choices", lambda: vocabulary.choices)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """A plain column of text."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs

    def _check_choices(self) -> list[Any]:
        """Nothing to check: the terms stand in the database, which system checks do not ask."""
        return []

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", OfferedSelect)
        field: Any = super().formfield(**kwargs)
        if isinstance(field.widget, OfferedOptions):
            field.widget.vocabulary = self.vocabulary
        return field


class CodesFormField(forms.TypedMultipleChoiceField):
    """Check boxes, one per code of the vocabulary."""

    widget = OfferedCheckboxes

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(initial or []) != sorted(data or [])


class CodesField(models.JSONField):
    """A list of stable codes out of one vocabulary, kept in the vocabulary's order without repetitions.

    ``vocabulary``: a ``TextChoices`` or a ``core.terms.Vocabulary``.

    Value: ``list[str]``. An unknown code is a validation error that names it.
    """

    description = _("List of codes")

    def __init__(self, vocabulary: Any = None, **kwargs: Any) -> None:
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
        field = CodesFormField(
            # Asked for when the form is made: terms are added while the portal runs.
            choices=lambda: self.vocabulary.choices if self.vocabulary else [],
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget") if isinstance(kwargs.get("widget"), forms.Widget) else None,
        )
        if isinstance(field.widget, OfferedOptions):
            field.widget.vocabulary = self.vocabulary
        return field

    def labels(self, value: Iterable[str]) -> list[str]:
        """The labels of the codes in the active language."""
        return [self._label(code) for code in value]

    def _label(self, code: str) -> str:
        try:
            return str(self.vocabulary(code).label)
        except ValueError:
            return str(code)


def holds(name: str, code: Any) -> Contains:
    """The condition that the list of codes in field ``name`` holds ``code`` (text or expression), for ``filter``; the same on every database."""
    quote = models.Value('"')
    quoted = f'"{code}"' if isinstance(code, str) else Concat(quote, code, quote, output_field=models.CharField())
    return Contains(Cast(name, models.CharField()), quoted)
