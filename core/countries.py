"""Countries by ISO 3166-1 code, named in the visitor's language (source: Unicode CLDR through Babel)."""

from functools import lru_cache

from babel import Locale

from core.collation import sort_key
from core.i18n.cldr import cldr
from core.i18n.languages import active_language

CODES = (
    "AL",
    "AT",
    "BA",
    "BE",
    "BG",
    "CH",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "GR",
    "HR",
    "HU",
    "IE",
    "IS",
    "IT",
    "LI",
    "LT",
    "LU",
    "LV",
    "ME",
    "MK",
    "MT",
    "NL",
    "NO",
    "PL",
    "PT",
    "RO",
    "RS",
    "SE",
    "SI",
    "SK",
    "XK",
)


@lru_cache(maxsize=64)
def _names(language: str) -> dict[str, str]:
    return dict(Locale.parse(cldr(language)).territories)


def country_name(code: str, language: str | None = None) -> str:
    """``HR`` → ``Croatia`` in ``language`` (default: the active one); an unknown code is returned as it is."""
    return _names(language or active_language()).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries of the portal, sorted by their name in the active language."""
    return sorted(((code, country_name(code)) for code in CODES), key=lambda pair: sort_key(pair[1]))
