"""What is the same on many pages is computed once and kept until something is published.

With Redis all processes share it; without, another process may show the older version for ``SECONDS``. What a process has
taken out of the cache once it holds as it is: a page asks for half a dozen of these, and unpickling them takes a while.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

SECONDS = 30
HELD = 1000
"""As many values at most are held by a process; then it begins anew."""
_GENERATION = "kept"
_held: dict[str, tuple[float, Any]] = {}
"""By key of the cache: until when (Unix time), and the value."""
Value = TypeVar("Value")


def kept(name: str, build: Callable[[], Value], seconds: int = SECONDS) -> Value:
    """``build()``, or what it gave since the last change, at most so long ago.

    The value must be picklable. All who ask are given the same one: nobody changes it.
    """
    key = f"kept/{cache.get(_GENERATION) or forget()}/{name}"
    found = _held.get(key)
    if found is None or found[0] <= time.time():
        found = cache.get(key)
        if found is None:
            found = time.time() + seconds, build()
            cache.set(key, found, seconds)
        _hold(key, found)
    return found[1]


def _hold(key: str, found: tuple[float, Any]) -> None:
    if len(_held) >= HELD:
        _held.clear()
    _held[key] = found


def forget(sender: Any = None, **kwargs: Any) -> str:
    """Everything is computed anew from now on. Returns the name of what begins."""
    generation = uuid4().hex
    cache.set(_GENERATION, generation, None)
    return generation


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
