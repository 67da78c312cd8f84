"""The list of practitioners: what was asked for, what each choice would show, and who is on the page.

Two queries and one for the names of organisations, whatever their number: the codes of all whose words fit, then the people
of one page. Ten thousand are read, sorted out and counted in some 0.1 s.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext as _

from community.models import Practitioner
from community.models.practitioners import PractitionerQuerySet
from core import params
from core.collation import sort_key
from core.countries import CODES, country_name
from core.facets import Facet, facet
from core.folding import fold
from core.paging import PageOf, page_of
from core.vocabularies import Spoken, Theme

PER_PAGE = 20
Wanted = dict[str, list[str]]
"""Codes by parameter."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. ``wanted``: codes by parameter."""

    query: str
    wanted: Wanted

    @classmethod
    def of(cls, request: HttpRequest) -> "Question":
        """What the address says; unknown codes are dropped."""
        return cls(
            params.text(request, "q", 100),
            {
                "theme": params.codes(request, "theme", Theme.values),
                "language": params.codes(request, "language", Spoken.values),
                "country": params.codes(request, "country", CODES),
            },
        )

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.query) or any(self.wanted.values())


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shows. ``anybody``: whether the reader may see somebody without any filter."""

    page: PageOf
    facets: list[Facet]
    anybody: bool

    @property
    def chosen(self) -> list[Any]:
        """The filters that are on."""
        return [option for facet in self.facets for option in facet.selected]


class _Row(NamedTuple):
    """Somebody, as far as filters need to know: lists of codes as the database keeps them, ``["fr", "hr"]``."""

    pk: int
    country: str
    theme: str
    language: str


def listing(request: HttpRequest, question: Question, reader: Practitioner | None) -> Listing:
    """The page asked for, of those the reader may see."""
    seen = Practitioner.objects.visible_to(reader)
    rows = _rows(seen, question.query)
    anybody = bool(rows) or (bool(question.query) and seen.exists())
    fitting, counts = _sorted_out(rows, question.wanted)
    page = page_of(request, fitting, PER_PAGE)
    people = {person.pk: person for person in Practitioner.objects.filter(pk__in=page.items).with_organisation()}
    page = replace(page, items=[people[pk] for pk in page.items if pk in people])
    held = {name: {*_counted(rows, name), *question.wanted[name]} for name in ("language", "country")}
    return Listing(page, _facets(request, counts, held, question.wanted), anybody)


def _rows(seen: PractitionerQuerySet, query: str) -> list[_Row]:
    """Those whose words fit, in the order of the list."""
    for word in fold(query).split():
        seen = seen.filter(words__contains=word)
    lists = [Cast(name, models.TextField()) for name in ("offers", "languages")]
    return [_Row(*row) for row in seen.order_by("sort_key", "pk").values_list("pk", "country", *lists)]


@lru_cache(maxsize=10_000)
def _codes(text: str) -> frozenset[str]:
    """The codes of a list, or of a country: many people have the same."""
    return frozenset(json.loads(text)) if text.startswith("[") else frozenset({text} - {""})


def _sorted_out(rows: list[_Row], wanted: Wanted) -> tuple[list[int], dict[str, Counter[str]]]:
    """Keys of those who fit, and how many each code of a filter would show, all other filters staying as they are."""
    asked = [(name, frozenset(codes)) for name, codes in wanted.items() if codes]
    fitting: list[_Row] = []
    but_for: dict[str, list[_Row]] = {name: [] for name in wanted}
    for row in rows:
        missed = [name for name, codes in asked if codes.isdisjoint(_codes(getattr(row, name)))]
        if not missed:
            fitting.append(row)
        elif len(missed) == 1:
            but_for[missed[0]].append(row)
    return [row.pk for row in fitting], {name: _counted([*fitting, *but_for[name]], name) for name in wanted}


def _counted(rows: list[_Row], name: str) -> Counter[str]:
    """How many of them have each code."""
    counts: Counter[str] = Counter()
    for text, number in Counter(map(attrgetter(name), rows)).items():
        for code in _codes(text):
            counts[code] += number
    return counts


def _facets(
    request: HttpRequest, counts: dict[str, Counter[str]], held: dict[str, set[str]], wanted: Wanted
) -> list[Facet]:
    """The filters with their counts; of languages and countries only those that are ``held`` by somebody."""
    countries = ((code, country_name(code)) for code in held["country"])
    labels: dict[str, tuple[str, Iterable[tuple[str, Any]]]] = {
        "theme": (_("Can show"), Theme.choices),
        "language": (_("Language spoken"), [pair for pair in Spoken.choices if pair[0] in held["language"]]),
        "country": (_("Country"), sorted(countries, key=lambda pair: sort_key(pair[1]))),
    }
    return [
        facet(request, name, title, choices, counts[name], selected=wanted[name], open=name == "theme")
        for name, (title, choices) in labels.items()
    ]
