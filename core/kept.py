"""What is the same on many pages is computed once and kept until something is published.

With Redis all processes share it; without, another process may show the older version for ``SECONDS``.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

SECONDS = 30
_GENERATION = "kept"
Value = TypeVar("Value")


def kept(name: str, build: Callable[[], Value], seconds: int = SECONDS) -> Value:
    """``build()``, or what it gave since the last change, at most so long ago.

    The value must be picklable; ``None`` is not kept.
    """
    generation = cache.get(_GENERATION, 0)
    key = f"kept/{generation}/{name}"
    value = cache.get(key)
    if value is None:
        value = build()
        cache.set(key, value, seconds)
    return value


def forget(sender: Any = None, **kwargs: Any) -> None:
    """Everything is computed anew from now on."""
    cache.set(_GENERATION, cache.get(_GENERATION, 0) + 1, None)


def forget_after_saving(*models: type[Model]) -> None:
    """Connects models whose change shows on many pages."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=model, dispatch_uid=f"core.kept.{id(signal)}.{model._meta.label}")


def connect() -> None:
    """Called once when the app is ready."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget, dispatch_uid=f"core.kept.{id(signal)}")
    post_delete.connect(forget, sender=Page, dispatch_uid="core.kept.page_deleted")
