"""Engines: interchangeable places where documents are kept and found. `SEARCH_ENGINES` names those in use."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine, Finder
from search.engines.failover import Failover


@cache
def get_engine() -> Finder:
    """Return what answers in this process: the only one of `SEARCH_ENGINES`, or the first with the second as its fallback."""
    engines: list[Engine] = [import_string(path)() for path in settings.SEARCH_ENGINES.values()]
    return engines[0] if len(engines) == 1 else Failover(*engines, patience=settings.ELASTICSEARCH["timeout"])


__all__ = ["Engine", "Finder", "get_engine"]
