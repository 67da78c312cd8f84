"""What the search page calls kinds, facets and codes."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.collation import sort_key
from core.countries import country_name
from core.facets import Facet, FacetOption
from core.i18n.languages import LANGUAGES, endonym
from core.paging import query_url
from core.vocabularies import Audience, CompetenceCode, Kind
from search.interface import Results

SEVERAL = {
    Kind.CENTRE: _("Centres"),
    Kind.CASE_STUDY: _("Case studies"),
    Kind.MODULE: _("Learning modules"),
    Kind.PUBLICATION: _("Publications"),
    Kind.EVENT: _("Events"),
    Kind.COMPETENCE: _("Competences"),
    Kind.ORGANISATION: _("Organisations"),
    Kind.PAGE: _("Other pages"),
}
"""What several of a kind are called, in the order of the filter."""

FACETS = {
    "kind": _("Kind of page"),
    "language": _("Language"),
    "competence": _("Competence"),
    "audience": _("For whom"),
    "country": _("Country"),
    "year": _("Year"),
}

_ONE = dict(Kind.choices)
_OPEN = frozenset({"kind", "language"})
_ALWAYS = frozenset({"kind", "language"})


def kind_label(kind: str) -> str:
    """What one thing of a kind is called, empty for an unknown kind."""
    return str(_ONE.get(kind, ""))


def facets_of(request: HttpRequest, results: Results, filters: Mapping[str, tuple[str, ...]]) -> list[Facet]:
    """The filters beside the results. Of the long vocabularies only codes that lead
    somewhere are shown, and the chosen."""
    facets = []
    for name, title in FACETS.items():
        counts = {found.code: found.count for found in results.facets.get(name, ())}
        chosen = filters.get(name, ())
        labels = [
            (code, label)
            for code, label in _options(name, counts)
            if name in _ALWAYS or counts.get(code) or code in chosen
        ]
        if len(labels) > 1 or chosen:
            # All languages are searched by default, and the boxes say so.
            on = frozenset(LANGUAGES if name == "language" and not chosen else chosen)
            options = [
                FacetOption(code, label, counts.get(code, 0), code in on, _without(request, name, chosen, code))
                for code, label in labels
            ]
            facets.append(Facet(name, str(title), options, name in _OPEN or bool(chosen)))
    return facets


def _without(request: HttpRequest, name: str, chosen: tuple[str, ...], code: str) -> str:
    """The address without one choice; empty for what is not chosen, as a box needs no address."""
    if code not in chosen:
        return ""
    return query_url(request, **{name: [other for other in chosen if other != code] or None, "page": None})


def _options(name: str, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    if name == "kind":
        return [(str(kind), str(label)) for kind, label in SEVERAL.items()]
    if name == "language":
        return [(code, endonym(code)) for code in LANGUAGES]
    if name == "competence":
        return [(code, f"{code} · {label}") for code, label in CompetenceCode.choices]
    if name == "audience":
        return [(code, str(label)) for code, label in Audience.choices]
    if name == "country":
        return sorted(((code, country_name(code)) for code in counts), key=lambda option: sort_key(option[1]))
    return [(code, code) for code in sorted(counts, reverse=True)]
