"""The list of practitioners: what was asked for, what each choice would show, and who is on the page.

Two queries and one for the names of organisations, whatever their number: the codes of all that may be seen, then the people
of one page.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext as _

from community.models import Practitioner
from core import params
from core.countries import CODES, country_name
from core.facets import Facet, facet
from core.folding import fold
from core.paging import PageOf, page_of
from core.vocabularies import Spoken, Theme

PER_PAGE = 20
CODES_OF = {"theme": "offers", "language": "languages"}
"""Columns that hold lists of codes, by their parameter."""
Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. ``wanted``: codes by parameter."""

    query: str
    wanted: dict[str, list[str]]

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
    """What the list shows. ``total``: how many the reader may see without any filter."""

    page: PageOf
    facets: list[Facet]
    total: int

    @property
    def chosen(self) -> list[Any]:
        """The filters that are on."""
        return [option for facet in self.facets for option in facet.selected]


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    codes: dict[str, Codes]

    def fits(self, wanted: dict[str, list[str]], *, but: str = "") -> bool:
        return all(self.codes[name].intersection(codes) for name, codes in wanted.items() if codes and name != but)


def listing(request: HttpRequest, question: Question, reader: Practitioner | None) -> Listing:
    """The page asked for, of those the reader may see."""
    total, rows = _rows(question, reader)
    fitting = [row.pk for row in rows if row.fits(question.wanted)]
    page = page_of(request, fitting, PER_PAGE)
    people = {person.pk: person for person in Practitioner.objects.filter(pk__in=page.items).with_organisation()}
    page = replace(page, items=[people[pk] for pk in page.items if pk in people])
    return Listing(page, _facets(request, rows, question.wanted), total)


def _rows(question: Question, reader: Practitioner | None) -> tuple[int, list[_Row]]:
    """How many the reader may see, and the codes of those among them whose words fit, in the order of the list."""
    lists = [Cast(name, models.TextField()) for name in CODES_OF.values()]
    seen = Practitioner.objects.visible_to(reader).order_by("sort_key", "pk")
    parsed = _Parsed()
    words = fold(question.query).split()
    found = seen.values_list("pk", "country", "words", *lists)
    total, rows = 0, []
    for pk, country, said, *texts in found:
        total += 1
        if all(word in said for word in words):
            codes = {name: parsed[text] for name, text in zip(CODES_OF, texts, strict=True)}
            rows.append(_Row(pk, codes | {"country": parsed[f'["{country}"]' if country else "[]"]}))
    return total, rows


class _Parsed(dict[str, Codes]):
    """Lists of codes by the text the database keeps them as: many people have the same."""

    def __missing__(self, text: str) -> Codes:
        self[text] = frozenset(json.loads(text))
        return self[text]


def _facets(request: HttpRequest, rows: list[_Row], wanted: dict[str, list[str]]) -> list[Facet]:
    """The filters with their counts; languages and countries nobody has are left out."""
    counts = {name: _counts(rows, wanted, name) for name in wanted}
    held = {name: {code for row in rows for code in row.codes[name]} | set(wanted[name]) for name in wanted}
    countries = sorted(((code, country_name(code)) for code in held["country"]), key=lambda pair: pair[1])
    labels: dict[str, tuple[str, Iterable[tuple[str, Any]]]] = {
        "theme": (_("Can show"), Theme.choices),
        "language": (_("Language spoken"), [pair for pair in Spoken.choices if pair[0] in held["language"]]),
        "country": (_("Country"), countries),
    }
    return [
        facet(request, name, title, choices, counts[name], selected=wanted[name], open=name == "theme")
        for name, (title, choices) in labels.items()
    ]


def _counts(rows: list[_Row], wanted: dict[str, list[str]], name: str) -> Counter[str]:
    """How many each code of one filter would show, all other filters staying as they are."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row.fits(wanted, but=name):
            counts.update(row.codes[name])
    return counts
