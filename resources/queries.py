"""Every list of resources the site shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import CharField, Value

from core.i18n.translations import active_language
from resources.vocabularies import SEVERAL_COUNTRIES, ResourceKind

if TYPE_CHECKING:
    from resources.models import LearningModulePage, ResourcePage

MODELS = {
    ResourceKind.CASE: "CaseStudyPage",
    ResourceKind.MODULE: "LearningModulePage",
    ResourceKind.PUBLICATION: "PublicationPage",
}
FACETS = ("competence", "theme", "audience", "country", "kind")
CANDIDATES = 200
LIGHT = (
    "title",
    "slug",
    "url_path",
    "path",
    "summary",
    "country",
    "main_need",
    "competences",
    "themes",
    "content_language",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What filters need to know of one resource: ``facets`` holds its codes by parameter name."""

    pk: int
    kind: str
    facets: dict[str, frozenset[str]]

    def matches(self, wanted: dict[str, list[str]], *, but: str = "") -> bool:
        """Whether each parameter (except ``but``) has at least one of the codes asked for."""
        return all(self.facets[name].intersection(codes) for name, codes in wanted.items() if codes and name != but)


def model_of(kind: str) -> Any:
    """The page model of one kind."""
    return apps.get_model("resources", MODELS[ResourceKind(kind)])


def rows_in(language: str) -> list[Row]:
    """All resources readers of ``language`` may see, fallback pages included; one query, in the order of the tree."""
    fields = ("pk", "path", "competences", "themes", "audiences", "country")
    parts = [
        model_of(kind)
        .objects.in_language(language)
        .order_by()
        .annotate(_kind=Value(str(kind), output_field=CharField()))
        .values_list("_kind", *fields)
        for kind in ResourceKind
    ]
    found = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (list(ResourceKind).index(row[0]), row[2]))
    return [
        Row(
            pk=pk,
            kind=kind,
            facets={
                "competence": frozenset(competences),
                "theme": frozenset(themes),
                "audience": frozenset(audiences),
                "country": frozenset([country or SEVERAL_COUNTRIES[0]]),
                "kind": frozenset([kind]),
            },
        )
        for kind, pk, _path, competences, themes, audiences, country in found
    ]


def counts_for(rows: Iterable[Row], wanted: dict[str, list[str]], name: str) -> Counter[str]:
    """How many resources each code of one facet would show, all other facets staying as they are."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row.matches(wanted, but=name):
            counts.update(row.facets[name])
    return counts


def pages_of(rows: Sequence[Row], language: str) -> list["ResourcePage"]:
    """The pages of the rows, in their order; one query for each kind among them."""
    pages: dict[int, ResourcePage] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        wanted = [row.pk for row in rows if row.kind == kind]
        pages.update({page.pk: page for page in model_of(kind).objects.in_language(language).filter(pk__in=wanted)})
    return [pages[row.pk] for row in rows if row.pk in pages]


def modules_in(language: str) -> list["LearningModulePage"]:
    """The learning modules in the order of their letters; one query."""
    light = ("title", "slug", "url_path", "path", "competence", "content_language", "locale__language_code")
    return list(model_of(ResourceKind.MODULE).objects.in_language(language).only(*light).order_by("competence", "path"))


def related_to(page: "ResourcePage", limit: int = 3) -> list["ResourcePage"]:
    """Other case studies that share most with ``page``: competences and themes, then the main need; one query."""
    candidates = (
        model_of(ResourceKind.CASE)
        .objects.in_language(active_language())
        .exclude(translation_key=page.translation_key)
        .only(*LIGHT, "place", "locale__language_code", "locale_id")[:CANDIDATES]
    )

    def shared(other: "ResourcePage") -> int:
        return (
            2 * len(set(page.competences) & set(other.competences))
            + 2 * len(set(page.themes) & set(other.themes))
            + (bool(page.main_need) and page.main_need == other.main_need)
        )

    ranked = sorted(candidates, key=lambda other: (-shared(other), other.path))
    return [other for other in ranked if shared(other)][:limit]


def resources_on(code: str, language: str, kind: ResourceKind, limit: int = 6) -> list["ResourcePage"]:
    """Resources of one kind about one competence; one query."""
    pages = model_of(kind).objects.in_language(language)[:CANDIDATES]
    return [page for page in pages if code in page.competences][:limit]


def contributed_by(organisation_id: int, language: str, limit: int = 6) -> list["ResourcePage"]:
    """Case studies given by one organisation; one query."""
    pages = model_of(ResourceKind.CASE).objects.in_language(language).filter(contributor_id=organisation_id)
    return list(pages[:limit])
