"""Competence pages in the sitemap."""

from core.i18n.sitemaps import Entry, LanguageSitemap
from skills.models import Competence, SkillsIndexPage


class CompetenceSitemap(LanguageSitemap):
    """Every published competence in every language that has both the row and the page above it; two queries."""

    def items(self) -> list[Entry]:
        pages = SkillsIndexPage.objects.in_public().select_related("locale")
        bases = {page.locale.language_code: page.get_url() for page in pages}
        rows = [row for row in Competence.objects.published() if bases.get(row.language)]
        paths: dict[str, dict[str, str]] = {}
        for row in rows:
            paths.setdefault(row.code, {})[row.language] = f"{bases[row.language]}{row.slug}/"
        return [Entry(row.language, paths[row.code], row.last_published_at) for row in rows]
