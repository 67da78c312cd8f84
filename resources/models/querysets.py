"""Lists of resources as the site shows them."""

from typing import Any, Self

from wagtail.models import PageManager

from core.fields import holds
from core.i18n.borrowed import mark
from core.models import BasePageQuerySet

CANDIDATES = 200
"""As many pages at most are compared with the one they are related to."""
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
    "translation_key",
    "locale_id",
)


class ResourceQuerySet(BasePageQuerySet):
    """Of one kind of resource; every list is one query."""

    def light(self) -> Self:
        """With what a card needs and nothing else."""
        return self.select_related(None).only(*LIGHT, *self.model.card_fields).told()

    def about(self, code: str) -> Self:
        """Those that show one competence at work."""
        return self.filter(holds("competences", code))

    def contributed_by(self, organisation_id: int) -> Self:
        """Those an organisation looks after."""
        return self.filter(contributor_id=organisation_id)

    def related_to(self, page: Any, limit: int = 3) -> list[Any]:
        """Others that share most with ``page``: competences and themes, then the main need.

        What comes back holds only what a card needs.
        """
        candidates = self.exclude(translation_key=page.translation_key).values(*LIGHT, *self.model.card_fields)
        competences, themes = set(page.competences), set(page.themes)

        def shared(other: dict[str, Any]) -> int:
            need = bool(page.main_need) and page.main_need == other["main_need"]
            return (
                2 * len(competences.intersection(other["competences"]))
                + 2 * len(themes.intersection(other["themes"]))
                + need
            )

        ranked = sorted(candidates[:CANDIDATES], key=lambda other: (-shared(other), other["path"]))
        return [self._held(other) for other in ranked[:limit] if shared(other)]

    def _held(self, row: dict[str, Any]) -> Any:
        """The page of a row, as ``light`` would have read it: made out of nothing, it would be given every other field too."""
        values = {
            field.attname: row["pk"] if field.primary_key else row[field.attname]
            for field in self.model._meta.concrete_fields
            if field.primary_key or field.attname in row
        }
        page = self.model.from_db(self.db, [*values], [*values.values()])
        mark(page)
        return page


class LearningModuleQuerySet(ResourceQuerySet):
    """Learning modules, in the order of their letters."""

    def by_letter(self, language: str) -> Self:
        """The modules readers of ``language`` see."""
        return self.in_language(language).order_by("competence", "path")


ResourceManager = PageManager.from_queryset(ResourceQuerySet)
LearningModuleManager = PageManager.from_queryset(LearningModuleQuerySet)
