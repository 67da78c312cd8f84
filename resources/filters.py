"""The filters of the list of resources: what was asked for, and what each choice would show."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.countries import CODES, country_name
from core.facets import Facet, facet
from core.params import codes
from core.vocabularies import Audience, CompetenceCode, Theme
from resources.listing import Listed, counts_for
from resources.vocabularies import SEVERAL_COUNTRIES, ResourceKind


def wanted_by(request: HttpRequest, own_kind: str) -> dict[str, list[str]]:
    """The codes asked for, by parameter; unknown ones are dropped, the list's own kind stands in for none."""
    return {
        "competence": codes(request, "competence", CompetenceCode.values),
        "theme": codes(request, "theme", Theme.values),
        "audience": codes(request, "audience", Audience.values),
        "country": codes(request, "country", [*CODES, SEVERAL_COUNTRIES[0]]),
        "kind": codes(request, "kind", ResourceKind.values) or [own_kind],
    }


def facets_of(request: HttpRequest, resources: list[Listed], wanted: dict[str, list[str]]) -> list[Facet]:
    """The filters with their counts; countries and audiences nobody has are left out."""
    counts = {name: counts_for(resources, wanted, name) for name in wanted}
    seen = {name: {code for one in resources for code in one.facets[name]} for name in ("country", "audience")}
    countries = sorted(
        ((code, country_name(code)) for code in seen["country"] if code in CODES), key=lambda pair: pair[1]
    )
    several = [SEVERAL_COUNTRIES] if SEVERAL_COUNTRIES[0] in seen["country"] else []
    labels: Mapping[str, tuple[Any, list[tuple[str, Any]]]] = {
        "competence": (_("Competence"), [(code, f"{code}. {label}") for code, label in CompetenceCode.choices]),
        "theme": (_("Theme"), list(Theme.choices)),
        "audience": (_("Audience"), [pair for pair in Audience.choices if pair[0] in seen["audience"]]),
        "country": (_("Country"), [*countries, *several]),
        "kind": (_("Kind"), list(ResourceKind.choices)),
    }
    unfolded = {"competence", "theme"}
    return [
        facet(request, name, str(title), choices, counts[name], selected=wanted[name], open=name in unfolded)
        for name, (title, choices) in labels.items()
    ]
