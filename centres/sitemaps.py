"""Centre pages in the sitemap."""

from centres.models import Centre, FinderPage
from core.i18n.sitemaps import Entry, LanguageSitemap


class CentreSitemap(LanguageSitemap):
    """Every public centre in every language it has a text in; three queries."""

    def items(self) -> list[Entry]:
        bases = FinderPage.urls_by_language()
        return [
            entry
            for centre in Centre.objects.public().with_texts()
            for entry in centre.subpage(bases).entries(centre.updated_at)
        ]
