"""Towns as the reader's language calls them: ``Bruxelles`` is ``Brussel`` in Dutch.

The room that has the gazetteer registers what it knows when it is ready; until then towns stay as they are written.
"""

from collections.abc import Callable

from core.countries import country_name
from core.i18n.languages import active_language

Namer = Callable[[str, str, str], str]
"""Takes a town, the ISO code of its country and a language; gives the town's name there, or the town as written."""


def _as_written(town: str, country: str, language: str) -> str:
    return town


_namer: Namer = _as_written


def register(namer: Namer) -> None:
    """Names towns by ``namer`` from now on."""
    global _namer
    _namer = namer


def town_name(town: str, country: str, language: str | None = None) -> str:
    """``Paris`` → ``Parijs`` in ``language`` (default: the active one); as written when nobody knows it."""
    return _namer(town, country, language or active_language())


def town_in(town: str, country: str) -> str:
    """``Parijs, Frankrijk`` in the active language; only what is known of the two, ``""`` when nothing is."""
    return ", ".join(part for part in (town_name(town, country), country_name(country) if country else "") if part)
