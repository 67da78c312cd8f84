"""Engines: interchangeable places where documents are kept and found. `SEARCH_ENGINES` names those in use."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine


@cache
def get_engine() -> Engine:
    """Return the engine of this process: the first of `SEARCH_ENGINES`."""
    return import_string(next(iter(settings.SEARCH_ENGINES.values())))()


__all__ = ["Engine", "get_engine"]
