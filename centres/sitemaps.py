"""Centre pages in the sitemap, once per language with a text."""

from centres.models import Centre, FinderPage
from core.i18n.sitemaps import Entry, LanguageSitemap


class CentreSitemap(LanguageSitemap):
    """All public centres in every language they have a text in; three queries."""

    def items(self) -> list[Entry]:
        bases = FinderPage.urls_by_language()
        return [
            entry
            for centre in Centre.objects.public().with_texts()
            for entry in centre.subpage(bases).entries(centre.updated_at)
        ]
