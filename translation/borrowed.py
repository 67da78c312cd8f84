"""Texts a published translation has borrowed from its original, and whether a machine began the others: written down when it
is published.

``core.i18n.borrowed`` reads them from here, and lets each say its language where visitors read it.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import TranslatableMixin
from wagtail.signals import published
from wagtail_localize.models import Translation

from core import kept
from core.i18n import borrowed
from core.i18n.borrowed import Borrowed, words
from core.models import BasePage
from core.signals import is_draft_only
from translation.by_machine import part_of
from translation.models import BorrowedTexts


def texts_of(translation: Translation) -> QuerySet:
    """What readers read of the original, each with its ``translation``: not the address, which may stay as it is."""
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    return segments.annotate_translation(translation.target_locale)


def untranslated(translation: Translation) -> list[str]:
    """The original's texts that have no translation, or one with an error, in the order of the page; one query."""
    return list(dict.fromkeys(missing_in(translation).values_list("string__data", flat=True)))


def missing_in(translation: Translation) -> QuerySet:
    """The segments of those texts."""
    return texts_of(translation).filter(translation__isnull=True).order_by("order")


StandsAlone = Callable[[Any, Any], bool]
"""``(version, revision)``: whether whoever publishes it has texts of it that nobody else has looked at."""
_standing_alone: list[StandsAlone] = []


def translation_into(instance: Any) -> Translation | None:
    """What wagtail-localize keeps of the translation that ``instance`` is; ``None`` for originals."""
    found = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id
    ).select_related("source__locale", "source__specific_content_type", "target_locale")
    return found.order_by("-enabled", "-pk").first()


def ask_who_stands_alone(stands_alone: StandsAlone) -> None:
    """Adds who knows whether one person alone has read a version. Called when the app is ready."""
    _standing_alone.append(stands_alone)


def _recorded() -> Borrowed:
    """All that was written down; one query."""
    found = Borrowed()
    for row in BorrowedTexts.objects.select_related("locale", "source"):
        if row.machine:
            found.machine[row.translation_key, row.locale_id] = (
                f"{row.machine}-alone" if row.by_oneself else row.machine
            )
        if not row.texts:
            continue
        texts = dict.fromkeys(map(words, row.texts), row.source.language_code)
        found.versions[row.translation_key, row.locale_id] = texts
        found.languages.setdefault(row.locale.language_code, {}).update(texts)
    return found


def _published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not isinstance(instance, TranslatableMixin) or not instance.live:
        return
    translation = None if getattr(instance, "alias_of_id", None) else translation_into(instance)
    machine = part_of(instance) if translation else BorrowedTexts.Machine.NONE
    # Visitors read who stands for a machine's text: a second person, or the one who mended it.
    alone = bool(machine) and any(stands(instance, kwargs.get("revision")) for stands in _standing_alone)
    _record(instance, translation, untranslated(translation) if translation else [], machine, by_oneself=alone)


def _begun(sender: Any, instance: Any, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    """A fallback page somebody has begun to translate: no alias any more, it shows the original's texts until it is published."""
    if (
        is_draft_only(update_fields)
        or not isinstance(instance, BasePage)
        or instance.alias_of_id
        or not instance.live
        or not instance.is_fallback
    ):
        return
    if translation := translation_into(instance):
        _record(instance, translation, list(texts_of(translation).values_list("string__data", flat=True)))


def _record(
    instance: Any,
    translation: Translation | None,
    texts: list[str],
    machine: str = BorrowedTexts.Machine.NONE,
    *,
    by_oneself: bool = False,
) -> None:
    version = {"translation_key": instance.translation_key, "locale_id": instance.locale_id}
    if translation and (texts or machine):
        says = {"texts": texts, "source_id": translation.source.locale_id, "machine": machine, "by_oneself": by_oneself}
        BorrowedTexts.objects.update_or_create(**version, defaults=says)
    else:
        BorrowedTexts.objects.filter(**version).delete()


def _renew(**kwargs: Any) -> None:
    kept.forget()
    borrowed.forget()


def _forgotten(sender: type[Translation], instance: Translation, **kwargs: Any) -> None:
    """A page that is a fallback page again shows the original as a whole."""
    key = instance.source.object_id
    BorrowedTexts.objects.filter(translation_key=key, locale_id=instance.target_locale_id).delete()


def connect() -> None:
    """Called once when the app is ready."""
    borrowed.read_from(_recorded)
    published.connect(_published, dispatch_uid="translation.borrowed.published")
    post_save.connect(_begun, dispatch_uid="translation.borrowed.begun")
    post_delete.connect(_forgotten, sender=Translation, dispatch_uid="translation.borrowed.forgotten")
    for signal in (post_save, post_delete):
        signal.connect(_renew, sender=BorrowedTexts, dispatch_uid=f"translation.borrowed.renewed.{id(signal)}")
