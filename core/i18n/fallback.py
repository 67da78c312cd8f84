"""Fallback pages: where a translation is missing, the language shows the source text under its own address.

They are Wagtail alias pages: Wagtail keeps them in step with their source, lists show them, and translating one turns
it into a page of its own. They never count as a language (see ``translations.py``).
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Locale, Page
from wagtail.signals import page_published

from core.models import BasePage

_paused: ContextVar[bool] = ContextVar("fallbacks_paused", default=False)


@contextmanager
def paused() -> Generator[None]:
    """Publishes several language versions without fallback pages in between; call ``ensure_fallbacks`` afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def ensure_fallbacks(page: Page) -> list[Page]:
    """Creates the missing fallback pages of a live, real page wherever its parent exists; returns the new ones."""
    if not isinstance(page, BasePage) or page.alias_of_id or page.depth <= 2 or not page.live:
        return []
    have = set(Page.objects.filter(translation_key=page.translation_key).values_list("locale_id", flat=True))
    parents = set(
        Page.objects.filter(translation_key=page.get_parent().translation_key).values_list("locale_id", flat=True)
    )
    missing = Locale.objects.filter(pk__in=parents - have)
    return [page.copy_for_translation(locale, alias=True) for locale in missing]


def _published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if not instance.live:  # published for a later day
        return
    _mark_as_translated(instance)
    if not _paused.get():
        ensure_fallbacks(instance)


def _mark_as_translated(page: Page) -> None:
    """What is published under a language is a text in that language; until then it was the source's."""
    if not page.alias_of_id and getattr(page, "content_language", "") not in {"", page.locale.language_code}:
        page.content_language = page.locale.language_code
        type(page).objects.filter(pk=page.pk).update(content_language=page.content_language)


def _before_delete(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    # Django would only cut the link, and the copy would then pass for a text in the other language.
    for alias in Page.objects.filter(alias_of_id=instance.pk):
        alias.delete()


def connect() -> None:
    """Called once when the app is ready."""
    page_published.connect(_published, dispatch_uid="core.fallback.published")
    pre_delete.connect(_before_delete, sender=Page, dispatch_uid="core.fallback.before_delete")
