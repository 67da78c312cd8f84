"""The parameters of a search, cleaned once: the same for page and API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from core.countries import CODES as COUNTRIES
from core.i18n.languages import LANGUAGES
from core.params import clean_text
from core.vocabularies import Audience, CompetenceCode, Kind
from search import analysis
from search.understanding import KINDS, SPELLING, SYNONYMS

MAX_TEXT = 200
MAX_CODES = 50

UNDO = "as-typed"
"""Repeated parameter: what not to read out of the words."""
UNDOABLE = frozenset((*KINDS, SYNONYMS, SPELLING))

_KNOWN = {
    "kind": frozenset(Kind.values),
    "language": frozenset(LANGUAGES),
    "competence": frozenset(CompetenceCode.values),
    "audience": frozenset(Audience.values),
    "country": frozenset(COUNTRIES),
}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is what was typed, one line of at most 200 characters; `filters` the known codes by facet.

    `undone` is what the visitor wants to be left alone: kinds of a meaning, synonyms, spelling.
    """

    text: str
    filters: Mapping[str, tuple[str, ...]]
    shortened: bool = False
    undone: frozenset[str] = frozenset()

    @property
    def has_words(self) -> bool:
        """Whether anything in the text can be looked for."""
        return bool(analysis.words(self.text))

    @property
    def filtered(self) -> bool:
        """Whether any filter is on."""
        return bool(self.filters)


def parse(parameters: QueryDict) -> Asked:
    """Read `q` and the filters; unknown codes are dropped, all six languages are the same as none."""
    filters = {}
    for name in (*_KNOWN, "year"):
        values = (clean_text(value, 60) for value in parameters.getlist(name)[:MAX_CODES])
        codes = tuple(dict.fromkeys(value for value in values if _is_known(name, value)))
        if codes and not (name == "language" and len(codes) == len(LANGUAGES)):
            filters[name] = codes
    typed = parameters.get("q", "")
    undone = frozenset(clean_text(value, 20) for value in parameters.getlist(UNDO)[:MAX_CODES])
    return Asked(clean_text(typed, MAX_TEXT), filters, len(typed) > MAX_TEXT, undone & UNDOABLE)


def names_all_languages(parameters: QueryDict) -> bool:
    """Whether every language is chosen one by one, which is the same as none."""
    return set(parameters.getlist("language")[:MAX_CODES]) >= set(LANGUAGES)


def _is_known(name: str, code: str) -> bool:
    return bool(_YEAR.fullmatch(code)) if name == "year" else code in _KNOWN[name]
