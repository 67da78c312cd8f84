"""What other rooms ask about competences."""

from dataclasses import dataclass

from django.db import models

from skills.models import Competence, SkillsIndexPage
from skills.models.querysets import best_rows


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
