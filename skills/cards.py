"""What other rooms show of competences."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.kept import kept
from skills.models import Competence, SkillsIndexPage, StatementSet
from skills.vocabularies import SELF_ASSESSMENT


@dataclass(frozen=True, slots=True)
class CompetenceTitle:
    """What other rooms show of a competence.

    ``url``: path of its page for the reader, ``""`` while there is none. ``language``: BCP 47 code of the titles,
    which is not the reader's when the translation is missing. ``assessment_url``: path of its self-assessment, ``""`` without one.
    """

    code: str
    title: str
    short_title: str
    url: str
    language: str
    assessment_url: str = ""


def competence_titles(language: str) -> dict[str, CompetenceTitle]:
    """``{"A": CompetenceTitle, …}`` for readers of ``language``; no query once they are known."""
    return kept(f"competences/{language}", lambda: _titles(language))


def _titles(language: str) -> dict[str, CompetenceTitle]:
    base = SkillsIndexPage.url_in(language)
    rows = Competence.objects.only("code", "title", "short_title", "translation_key", "locale__language_code").best_in(
        language
    )
    asked = set(StatementSet.objects.filter(live=True).order_by().values_list("code", flat=True)) if base else set()
    return {
        row.code: CompetenceTitle(
            row.code,
            row.title,
            row.short_title,
            f"{base}{row.slug}/" if base else "",
            row.language,
            f"{base}{SELF_ASSESSMENT}/{row.code.lower()}/" if row.code in asked else "",
        )
        for row in rows
    }


def titles_of(codes: Iterable[str], language: str) -> list[CompetenceTitle]:
    """The titles of some competences, in the order of ``codes``."""
    titles = competence_titles(language)
    return [titles[code] for code in codes if code in titles]
