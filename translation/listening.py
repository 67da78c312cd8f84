"""Marks what something happened to. What it means is found out later (``translation.following``), once for all that happened."""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, TranslatableObject, Translation

from core.models import BasePage
from core.signals import updated
from translation.kinds import register
from translation.localized import PAGES, Localized
from translation.models import mark


def _page(sender: Any, instance: Page, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        mark(PAGES, [instance.translation_key])


def _snippet(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        mark(sender._meta.label_lower, [instance.translation_key])


def _updated(sender: type[Model], pks: list[int], **kwargs: Any) -> None:
    if issubclass(sender, Page):
        mark(PAGES, Page.objects.filter(pk__in=pks).values_list("translation_key", flat=True))


def _text(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    if instance.context_id:
        _of(instance.context.object)


def _translation(sender: Any, instance: Translation, **kwargs: Any) -> None:
    _of(instance.source.object)


def _of(translated: TranslatableObject) -> None:
    model = translated.content_type.model_class()
    if model is not None:
        mark(model._meta.label_lower, [translated.pk])


def snippets() -> list[type[Any]]:
    """Models with rows in every language, but for those that are a part of another one."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin)
        and not issubclass(model, Page)
        and not model.__module__.startswith("wagtail")
        and not any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    ]


def connect() -> None:
    """Called once when the app is ready."""
    register(Localized(Page))
    pages = [model for model in apps.get_models() if issubclass(model, BasePage)]
    for model in snippets():
        register(Localized(model))
    for signal in (post_save, post_delete):
        for model in (*pages, *snippets()):
            follows = _page if issubclass(model, Page) else _snippet
            signal.connect(follows, sender=model, dispatch_uid=f"translation.{id(signal)}.{model._meta.label}")
        signal.connect(_text, sender=StringTranslation, dispatch_uid=f"translation.text.{id(signal)}")
        signal.connect(_translation, sender=Translation, dispatch_uid=f"translation.begun.{id(signal)}")
    updated.connect(_updated, dispatch_uid="translation.updated")
