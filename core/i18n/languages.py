"""The six languages and how they are called."""

from contextvars import ContextVar
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from core.i18n.cldr import cldr

ENDONYMS = {
    "fr": "Français",
    "nl": "Nederlands",
    "it": "Italiano",
    "pt": "Português",
    "hr": "Hrvatski",
    "en": "English",
}
LANGUAGES = tuple(ENDONYMS)
"""The six, in the order of the house: the one list of them, free of settings so that tools can use it too."""
X_DEFAULT = "en"
"""The language for readers of none of the six."""
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages of names and documents that are written from right to left."""


def active_language() -> str:
    """The language of this request, always one of ours."""
    language = (get_language() or X_DEFAULT).split("-")[0]
    return language if language in LANGUAGES else X_DEFAULT


_reader: ContextVar[str] = ContextVar("reader_language", default="")


def remember_reader(language: str) -> None:
    """Notes the language of the request that is being answered."""
    _reader.set(language)


def reader_language() -> str:
    """The language of the reader, also inside a text that is shown in another one; without a request: the active one."""
    return _reader.get() or active_language()


@lru_cache(maxsize=64)
def _names(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(cldr(language)).languages)
    except (UnknownLocaleError, ValueError):
        return {}


@lru_cache(maxsize=1)
def named_languages() -> frozenset[str]:
    """ISO 639 codes of the languages that have a name in each of the six; what is no single language is left out."""
    everywhere = frozenset.intersection(*(frozenset(_names(language)) for language in LANGUAGES))
    return frozenset(code for code in everywhere if code.isalpha() and len(code) < 4) - {"mis", "mul", "und", "zxx"}


def endonym(code: str) -> str:
    """A language in its own words: ``hr`` → ``Hrvatski``; any ISO 639-1 code is known."""
    if code in ENDONYMS:
        return ENDONYMS[code]
    name = _names(code).get(code, code) if code.isalpha() and len(code) == 2 else code
    return name[:1].upper() + name[1:]


def exonym(code: str, language: str | None = None) -> str:
    """A language in the words of ``language`` (default: the active one): ``hr`` in English → ``Croatian``."""
    return _names(language or active_language()).get(code, code)
