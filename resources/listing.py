"""The list of resources of all kinds, with what its filters need to know."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from resources.models import MODELS, ResourcePage
from resources.vocabularies import SEVERAL_COUNTRIES, ResourceKind


@dataclass(frozen=True, slots=True)
class Listed:
    """What filters need to know of one resource: ``facets`` holds its codes by parameter name."""

    pk: int
    kind: str
    facets: dict[str, frozenset[str]]

    def matches(self, wanted: dict[str, list[str]], *, but: str = "") -> bool:
        """Whether each parameter (except ``but``) has at least one of the codes asked for."""
        return all(self.facets[name].intersection(codes) for name, codes in wanted.items() if codes and name != but)


def listed_in(language: str) -> list[Listed]:
    """All resources readers of ``language`` may see, fallback pages included, in the order of the tree; one query."""
    parts = [
        model.objects.in_public()
        .filter(locale__language_code=language)
        .order_by()
        .values_list("content_type_id", "pk", "path", "competences", "themes", "audiences", "country")
        for model in MODELS.values()
    ]
    kinds = {ContentType.objects.get_for_model(model).pk: kind for kind, model in MODELS.items()}
    places = {kind: place for place, kind in enumerate(kinds)}
    found = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (places[row[0]], row[2]))
    return [
        Listed(
            pk=pk,
            kind=kinds[content_type],
            facets={
                "competence": frozenset(competences),
                "theme": frozenset(themes),
                "audience": frozenset(audiences),
                "country": frozenset([country or SEVERAL_COUNTRIES[0]]),
                "kind": frozenset([kinds[content_type]]),
            },
        )
        for content_type, pk, _path, competences, themes, audiences, country in found
    ]


def counts_for(resources: Iterable[Listed], wanted: dict[str, list[str]], name: str) -> Counter[str]:
    """How many resources each code of one facet would show, all other facets staying as they are."""
    counts: Counter[str] = Counter()
    for resource in resources:
        if resource.matches(wanted, but=name):
            counts.update(resource.facets[name])
    return counts


def pages_of(resources: Sequence[Listed]) -> list[ResourcePage]:
    """The pages of the resources, in their order, with what a card needs; one query for each kind among them."""
    pages: dict[int, ResourcePage] = {}
    for kind in dict.fromkeys(resource.kind for resource in resources):
        wanted = [resource.pk for resource in resources if resource.kind == kind]
        pages.update({page.pk: page for page in MODELS[ResourceKind(kind)].objects.filter(pk__in=wanted).light()})
    return [pages[resource.pk] for resource in resources if resource.pk in pages]
