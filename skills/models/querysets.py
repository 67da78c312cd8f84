"""Lists of competences, each language falling back honestly."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

FALLBACK = "en"


class CompetenceQuerySet(models.QuerySet):
    """Every list is one query, whatever the number of languages."""

    def published(self) -> "CompetenceQuerySet":
        """Published rows of all languages with their locale, from A to G."""
        return self.filter(live=True).select_related("locale").order_by("code", "pk")

    def with_index_paths(self) -> "CompetenceQuerySet":
        """Each row with ``index_path``, the ``url_path`` of the page of competences in its language."""
        pages = apps.get_model("skills", "SkillsIndexPage").objects.live()
        index = pages.filter(locale=models.OuterRef("locale")).values("url_path")[:1]
        return self.annotate(index_path=models.Subquery(index))

    def best_in(self, language: str) -> list[Any]:
        """One row per letter: in ``language``, else English, else any other."""
        return best_rows(self.published(), language)


def best_rows(rows: Iterable[Any], language: str) -> list[Any]:
    """Of the rows of each letter the one a reader of ``language`` should see, from A to G."""
    chosen: dict[str, Any] = {}
    for row in rows:
        known = chosen.get(row.code)
        if known is None or _rank(row.language, language) < _rank(known.language, language):
            chosen[row.code] = row
    return [chosen[code] for code in sorted(chosen)]


def _rank(language: str, wanted: str) -> int:
    return 0 if language == wanted else 1 if language == FALLBACK else 2


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands below a competence, as texts in its language. ``descriptors``: by kind."""

    tasks: list[str]
    descriptors: dict[str, list[str]]
    outcomes: list[str]
