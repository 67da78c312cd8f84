"""System check: every text of a page or snippet says how it behaves when it is translated."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from core.models import BasePage

TEXT_FIELDS = (models.CharField, models.TextField, RichTextField, StreamField)


def unclassified(model: type[models.Model]) -> Iterator[str]:
    """Names of the model's own text fields that are neither translatable nor synchronised."""
    known = {field.field_name for field in get_translatable_fields(model)}
    inherited = {field.name for field in Page._meta.get_fields()} if issubclass(model, Page) else set()
    for field in model._meta.get_fields():
        if not isinstance(field, TEXT_FIELDS) or field.name in inherited | known:
            continue
        if getattr(field, "editable", True) and not getattr(field, "primary_key", False):
            yield field.name


def declared(model: type[models.Model]) -> set[str]:
    """Names the model itself (or a parent of ours) lists, so that a default of the library never decides."""
    names: set[str] = set()
    for attribute in ("translatable_fields", "override_translatable_fields"):
        names |= {field.field_name for field in getattr(model, attribute, [])}
    return names


def check_translatable_fields(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``portal.E001`` for each text field without a decision."""
    errors: list[CheckMessage] = []
    for model in apps.get_models():
        ours = issubclass(model, BasePage) or (
            issubclass(model, TranslatableMixin)
            and not model.__module__.startswith("wagtail")
            and not issubclass(model, Page)
        )
        if not ours:
            continue
        own = set(unclassified(model))
        if issubclass(model, BasePage):
            inherited = {field.name for field in Page._meta.get_fields()}
            texts = {f.name for f in model._meta.get_fields() if isinstance(f, TEXT_FIELDS) and f.editable}
            own |= texts - inherited - declared(model)
        for name in sorted(own):
            errors.append(
                Error(
                    f"{model.__name__}.{name} is neither translatable nor synchronised.",
                    hint="Add TranslatableField or SynchronizedField (core.i18n.fields) to (override_)translatable_fields.",
                    obj=model,
                    id="portal.E001",
                )
            )
    return errors


def register_checks() -> None:
    """Called once when the app is ready."""
    register(check_translatable_fields, "translation")
