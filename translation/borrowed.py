"""Texts a published translation has borrowed from its original: known when it is published, marked where visitors read them.

wagtail-localize fills what nobody has translated yet with the original's text. A voice that reads Croatian must not read English
words so, and a search engine must not take them for Croatian: each gets a ``lang`` of its own (``translation.marking``).
"""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete
from wagtail.models import TranslatableMixin
from wagtail.signals import published
from wagtail_localize.models import Translation

from core.kept import forget, forget_after_saving, kept
from translation.models import BorrowedTexts

Borrowed = dict[str, str]
"""``{text: language}``"""


def texts_of(translation: Translation) -> QuerySet:
    """What readers read of the original, each with its ``translation``: not the address, which may stay as it is."""
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    return segments.annotate_translation(translation.target_locale)


def untranslated(translation: Translation) -> list[str]:
    """The original's texts that have no translation, or one with an error, in the order of the page; one query."""
    missing = texts_of(translation).filter(translation__isnull=True).order_by("order")
    return list(dict.fromkeys(missing.values_list("string__data", flat=True)))


def translation_into(instance: Any) -> Translation | None:
    """What wagtail-localize keeps of the translation that ``instance`` is; ``None`` for originals."""
    found = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id
    ).select_related("source__locale", "target_locale")
    return found.order_by("-enabled", "-pk").first()


def borrowed_in(language: str) -> Borrowed:
    """Texts of other languages that stand on pages of ``language``; no query most of the time."""
    return kept("translation/borrowed", _all).get(language, {})


def _all() -> dict[str, Borrowed]:
    """By the language of the page. Not empty, as ``kept`` keeps no nothing."""
    found: dict[str, Borrowed] = {"": {}}
    for row in BorrowedTexts.objects.select_related("locale", "source"):
        texts = found.setdefault(row.locale.language_code, {})
        texts.update(dict.fromkeys(row.texts, row.source.language_code))
    return found


def _published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not isinstance(instance, TranslatableMixin) or not instance.live:
        return
    version = {"translation_key": instance.translation_key, "locale_id": instance.locale_id}
    translation = None if getattr(instance, "alias_of_id", None) else translation_into(instance)
    texts = untranslated(translation) if translation else []
    if translation and texts:
        says = {"texts": texts, "source_id": translation.source.locale_id}
        BorrowedTexts.objects.update_or_create(**version, defaults=says)
    else:
        BorrowedTexts.objects.filter(**version).delete()
    forget()


def _forgotten(sender: type[Translation], instance: Translation, **kwargs: Any) -> None:
    """A page that is a fallback page again shows the original as a whole."""
    key = instance.source.object_id
    BorrowedTexts.objects.filter(translation_key=key, locale_id=instance.target_locale_id).delete()


def connect() -> None:
    """Called once when the app is ready."""
    published.connect(_published, dispatch_uid="translation.borrowed.published")
    post_delete.connect(_forgotten, sender=Translation, dispatch_uid="translation.borrowed.forgotten")
    forget_after_saving(BorrowedTexts)
