"""Lists of competences as the site shows them, each language falling back honestly."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from skills.models import Competence

FALLBACK = "en"


class CompetenceQuerySet(models.QuerySet):
    """Every list is one query, whatever the number of languages."""

    def published(self) -> "CompetenceQuerySet":
        """Published rows of all languages with their locale, from A to G."""
        return self.filter(live=True).select_related("locale").order_by("code", "pk")

    def best_in(self, language: str) -> "list[Competence]":
        """One row per letter: in ``language``, else English, else any other."""
        return best_rows(self.published(), language)


def best_rows(rows: "models.QuerySet[Competence] | list[Competence]", language: str) -> "list[Competence]":
    """Of the rows of each letter the one a reader of ``language`` should see, from A to G."""
    chosen: dict[str, Competence] = {}
    for row in rows:
        known = chosen.get(row.code)
        if known is None or _rank(row.language, language) < _rank(known.language, language):
            chosen[row.code] = row
    return [chosen[code] for code in sorted(chosen)]


def _rank(language: str, wanted: str) -> int:
    return 0 if language == wanted else 1 if language == FALLBACK else 2


@dataclass(frozen=True, slots=True)
class CompetenceTitle:
    """What other rooms show of a competence.

    ``url``: path of its page for the reader, ``""`` while there is none. ``language``: BCP 47 code of the titles,
    which is not the reader's when the translation is missing.
    """

    code: str
    title: str
    short_title: str
    url: str
    language: str


def competence_titles(language: str) -> dict[str, CompetenceTitle]:
    """``{"A": CompetenceTitle, …}`` for readers of ``language``, in one query."""
    from skills.models import Competence, SkillsIndexPage

    index = SkillsIndexPage.objects.live().filter(locale__language_code=language).values("url_path")[:1]
    rows = (
        Competence.objects.published()
        .annotate(index_path=models.Subquery(index))
        .only("code", "title", "short_title", "locale__language_code")
    )
    titles = {}
    for row in best_rows(rows, language):
        base = ""
        if row.index_path:
            # Only the address is asked of this page, so it need not be read from the database.
            base = SkillsIndexPage(url_path=row.index_path).get_url() or ""
        url = f"{base}{row.slug}/" if base else ""
        titles[row.code] = CompetenceTitle(row.code, row.title, row.short_title, url, row.language)
    return titles
