"""Competence pages in the sitemap."""

from collections.abc import Sequence
from itertools import groupby

from core.i18n.sitemaps import Entry, LanguageSitemap
from core.i18n.subpages import Subpage
from skills.models import Competence, SkillsIndexPage
from skills.repository.addresses import ITEMS, PROFILE
from skills.subpages import subpage_of


class CompetenceSitemap(LanguageSitemap):
    """Every published competence in every language that has both the row and the page above it; two queries."""

    def things(self) -> list[list[Competence]]:
        return [list(same) for _code, same in groupby(Competence.objects.published(), key=lambda row: row.code)]

    def entries(self, things: Sequence[list[Competence]]) -> list[Entry]:
        bases = SkillsIndexPage.urls_by_language()
        found = []
        for rows in things:
            paths = subpage_of(rows, bases).real
            found += [Entry(row.language, paths, row.last_published_at) for row in rows if row.language in paths]
        return found


class RepositorySitemap(LanguageSitemap):
    """The list of all items and the comparison with a job, in every language that has the page above them; one query."""

    def things(self) -> list[str]:
        return [ITEMS, PROFILE]

    def entries(self, things: Sequence[str]) -> list[Entry]:
        bases = SkillsIndexPage.urls_by_language()
        return [entry for word in things for entry in Subpage.below(bases, word).entries()]
