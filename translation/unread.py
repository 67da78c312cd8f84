"""What a machine has translated and nobody has read: such a passage is not published, in no way (ADR 50).

A passage has been read once somebody has saved it, changed or not. The forms and buttons that publish ask before
(``translation.gaps``); here stands the net below all of them.
"""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import BasePage
from core.signals import is_draft_only

Where = tuple[str, str]
"""Where a passage stands, and what it says in its original."""


class UnreadError(ValidationError):
    """Readers would read what only a machine has written. wagtail-localize leaves what raises it as it is."""

    def __init__(self) -> None:
        says = _(
            "Passages were translated by a machine and nobody has read them yet. Read and save each, then publish."
        )
        super().__init__({NON_FIELD_ERRORS: [says]})


def by_machine(locale: int) -> Exists:
    """Of a ``StringSegment``: whether a machine has said it in a language, and nobody has saved that since."""
    return Exists(
        StringTranslation.objects.filter(
            locale=locale,
            translation_of=OuterRef("string"),
            context=OuterRef("context"),
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        )
    )


def within(instance: Any, unread: dict[Where, str]) -> dict[Where, str]:
    """Those of ``unread`` that a page or snippet says as it stands."""
    there = {(one.path, one.string.data) for one in extract_segments(instance) if isinstance(one, StringSegmentValue)}
    return {where: said for where, said in unread.items() if (where[0], said) in there}


def refuse_unread(instance: Any, fields: Collection[str] | None = None) -> None:
    """Raises UnreadError when a page or snippet says what nobody has read; one query most of the time.

    ``fields``: names of those that are looked at; ``None``: all.
    """
    if not instance.pk or not instance.locale_id or getattr(instance, "alias_of_id", None):
        return
    rows = _by_machine(instance.translation_key, instance.locale_id).values_list("context__path", "data")
    unread = {(path, said): said for path, said in rows if fields is None or path.partition(".")[0] in fields}
    begun = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
    )
    if unread and within(instance, unread) and begun.exists():
        raise UnreadError


def _by_machine(key: Any, locale: int) -> QuerySet:
    return StringTranslation.objects.filter(
        locale=locale,
        context__object_id=key,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        has_error=False,
    )


def _saved(
    sender: Any, instance: Any, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    if not raw and instance.live and not is_draft_only(update_fields):
        refuse_unread(instance, update_fields)


def _scheduled(sender: Any, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.approved_go_live_at:
        version = instance.as_object()
        if isinstance(version, TranslatableMixin):
            refuse_unread(version)


def _stopped(sender: Any, instance: Translation, **kwargs: Any) -> None:
    """Nobody reads it any more where it waits; what it said is kept with the passage's past."""
    if kwargs.get("signal") is post_delete or not instance.enabled:
        _by_machine(instance.source.object_id, instance.target_locale_id).delete()


def connect() -> None:
    """Called once when the app is ready."""
    for model in apps.get_models():
        shown = issubclass(model, BasePage) or (
            issubclass(model, TranslatableMixin) and issubclass(model, DraftStateMixin)
        )
        if shown and not (issubclass(model, Page) and not issubclass(model, BasePage)):
            pre_save.connect(_saved, sender=model, dispatch_uid=f"translation.unread.{model._meta.label}")
    pre_save.connect(_scheduled, sender=Revision, dispatch_uid="translation.unread.scheduled")
    for signal in (post_save, post_delete):
        signal.connect(_stopped, sender=Translation, dispatch_uid=f"translation.unread.stopped.{id(signal)}")
