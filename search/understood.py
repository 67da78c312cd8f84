"""What was read out of the words, shown as chips: each can be undone with one click, all can be taken to the finder."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from core.i18n.languages import exonym
from core.paging import query_url
from core.vocabularies import Access, Audience, Need, Service
from search.exits import exit_named
from search.interface import Results
from search.parameters import UNDO, Asked

_VOCABULARIES = {"need": Need, "service": Service, "audience": Audience, "access": Access}
_MOST_LANGUAGES = 2
"""More are those of everybody who does not speak one language: nothing to show."""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that was understood, and the address of the search without it."""

    label: str
    url: str


def chips_of(request: HttpRequest, asked: Asked, found: Results) -> list[Read]:
    """What was understood, one chip a kind."""
    chips = []
    if found.place:
        chips.append(Read(found.place, _without(request, asked, "place")))
    for kind, codes in _by_kind(found).items():
        if kind == "speaks":
            labels = [exonym(code) for code in codes] if len(codes) <= _MOST_LANGUAGES else []
        else:
            labels = [str(_VOCABULARIES[kind](code).label) for code in codes]
        if labels:
            chips.append(Read(", ".join(labels), _without(request, asked, kind)))
    return chips


def undo_url(request: HttpRequest, asked: Asked, what: str) -> str:
    """The address of the search without synonyms or corrections."""
    return _without(request, asked, what)


def finder_url(found: Results, language: str) -> str:
    """The finder with what was understood as its place and filters; empty when it would show nothing new. One query."""
    kinds = _by_kind(found)
    if not found.place and "need" not in kinds:
        return ""
    finder = exit_named("finder", language)
    if finder is None:
        return ""
    values = [(kind, code) for kind, codes in kinds.items() for code in codes]
    return f"{finder.url}?{urlencode([*([('place', found.place)] if found.place else []), *values])}"


def _by_kind(found: Results) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for kind, code in found.understood:
        kinds.setdefault(kind, []).append(code)
    return kinds


def _without(request: HttpRequest, asked: Asked, what: str) -> str:
    return query_url(request, **{UNDO: sorted({*asked.undone, what}), "page": None})
