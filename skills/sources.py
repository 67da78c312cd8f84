"""Competences in the search: one document per published language."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.utils.translation import override

from search.sources import Document, coded_names, register
from skills.models import Competence, Descriptor, LearningOutcome, SkillsIndexPage, Task


def _owner(item: models.Model) -> list[int]:
    return [item.competence_id]  # type: ignore[attr-defined]


def _all(page: SkillsIndexPage) -> list[int]:
    """Every address begins with that of the page."""
    return list(Competence.objects.values_list("pk", flat=True))


class CompetenceSource:
    """Hands the competences to the index."""

    name = "competences"
    model = Competence
    related = {Task: _owner, Descriptor: _owner, LearningOutcome: _owner, SkillsIndexPage: _all}

    def documents(self, pks: Iterable[int] | None = None) -> Iterator[Document]:
        """The documents of the competences ``pks``; of all when ``None``. Five queries."""
        rows = Competence.objects.published().prefetch_related("tasks", "descriptors", "outcomes")
        if pks is not None:
            rows = rows.filter(pk__in=list(pks))
        bases = SkillsIndexPage.urls_by_language()
        for row in rows:
            if base := bases.get(row.language):
                yield self._document(row, f"{base}{row.slug}/")

    def public(self) -> Iterable[int]:
        """The keys of those in a language their list is public in. Two queries."""
        bases = SkillsIndexPage.urls_by_language()
        return Competence.objects.published().filter(locale__language_code__in=bases).values_list("pk", flat=True)

    def _document(self, row: Competence, url: str) -> Document:
        with override(row.language):
            names = (row.short_title, *coded_names("competence", {"competence": [row.code]}))
        items = [*row.tasks.all(), *row.descriptors.all(), *row.outcomes.all()]
        return Document(
            source=self.name,
            pk=row.pk,
            language=row.language,
            kind="competence",
            title=row.title,
            url=url,
            summary=row.summary,
            body=" ".join(item.text for item in items),
            names=names,
            facets={"competence": [row.code]},
            group=f"competence:{row.translation_key}",
        )


def register_sources() -> None:
    """Called once when the app is ready."""
    register(CompetenceSource())
