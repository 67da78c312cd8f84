"""Engines: interchangeable places where documents are kept and found. `SEARCH_ENGINE` names the class in use."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.interface import Engine


@cache
def get_engine() -> Engine:
    """Return the engine of this process, made on first use from the dotted path in `SEARCH_ENGINE`."""
    return import_string(settings.SEARCH_ENGINE)()


__all__ = ["Engine", "get_engine"]
