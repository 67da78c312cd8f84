"""Every list of resources the site shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import CharField, Value
from wagtail.models import PageViewRestriction

from core.i18n.languages import active_language
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
    "pk",
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
    """All resources readers of ``language`` may see, fallback pages included, in the order of the tree.

    Two queries: asking for private pages apart costs less than asking it of each kind.
    """
    fields = ("pk", "path", "competences", "themes", "audiences", "country")
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    parts = [
        model_of(kind)
        .objects.live()
        .filter(locale__language_code=language)
        .order_by()
        .annotate(_kind=Value(str(kind), output_field=CharField()))
        .values_list("_kind", *fields)
        for kind in ResourceKind
    ]
    places = {kind: place for place, kind in enumerate(MODELS)}
    found = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (places[row[0]], row[2]))
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
        for kind, pk, path, competences, themes, audiences, country in found
        if not path.startswith(private)
    ]


def counts_for(rows: Iterable[Row], wanted: dict[str, list[str]], name: str) -> Counter[str]:
    """How many resources each code of one facet would show, all other facets staying as they are."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row.matches(wanted, but=name):
            counts.update(row.facets[name])
    return counts


def pages_of(rows: Sequence[Row]) -> list["ResourcePage"]:
    """The pages of the rows, in their order, with what a card needs; one query for each kind among them."""
    pages: dict[int, ResourcePage] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        wanted = [row.pk for row in rows if row.kind == kind]
        model = model_of(kind)
        found = model.objects.filter(pk__in=wanted).only(*LIGHT, *model.card_fields)
        pages.update({page.pk: page for page in found})
    return [pages[row.pk] for row in rows if row.pk in pages]


def modules_in(language: str) -> list["LearningModulePage"]:
    """The learning modules in the order of their letters; one query."""
    light = ("title", "slug", "url_path", "path", "competence", "content_language", "locale__language_code")
    return list(model_of(ResourceKind.MODULE).objects.in_language(language).only(*light).order_by("competence", "path"))


def related_to(page: "ResourcePage", limit: int = 3) -> list["ResourcePage"]:
    """Other case studies that share most with ``page``: competences and themes, then the main need; one query.

    What comes back holds only what a card needs.
    """
    model = model_of(ResourceKind.CASE)
    candidates = (
        model.objects.in_language(active_language())
        .exclude(translation_key=page.translation_key)
        .values(*LIGHT, *model.card_fields)[:CANDIDATES]
    )
    competences, themes = set(page.competences), set(page.themes)

    def shared(other: dict[str, Any]) -> int:
        need = bool(page.main_need) and page.main_need == other["main_need"]
        return (
            2 * len(competences.intersection(other["competences"]))
            + 2 * len(themes.intersection(other["themes"]))
            + need
        )

    ranked = sorted(candidates, key=lambda other: (-shared(other), other["path"]))
    return [model(**other) for other in ranked[:limit] if shared(other)]


def resources_on(code: str, language: str, kind: ResourceKind, limit: int = 6) -> list["ResourcePage"]:
    """Resources of one kind about one competence; one query."""
    model = model_of(kind)
    pages = model.objects.in_language(language).select_related(None).only(*LIGHT, *model.card_fields)
    return [page for page in pages[:CANDIDATES] if code in page.competences][:limit]


def contributed_by(organisation_id: int, language: str, kind: ResourceKind, limit: int = 6) -> list["ResourcePage"]:
    """Resources of one kind that an organisation looks after; one query."""
    model = model_of(kind)
    pages = model.objects.in_language(language).filter(contributor_id=organisation_id).only(*LIGHT, *model.card_fields)
    return list(pages.select_related(None)[:limit])
