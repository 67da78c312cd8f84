"""Competence pages in the sitemap."""

from itertools import groupby

from core.i18n.sitemaps import Entry, LanguageSitemap
from skills.models import Competence, SkillsIndexPage
from skills.subpages import subpage_of


class CompetenceSitemap(LanguageSitemap):
    """Every published competence in every language that has both the row and the page above it; two queries."""

    def items(self) -> list[Entry]:
        bases = SkillsIndexPage.urls_by_language()
        found = []
        for _code, same in groupby(Competence.objects.published(), key=lambda row: row.code):
            rows = list(same)
            paths = subpage_of(rows, bases).real
            found += [Entry(row.language, paths, row.last_published_at) for row in rows if row.language in paths]
        return found
