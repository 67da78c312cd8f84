"""Centre pages in the sitemap."""

from collections.abc import Sequence
from typing import Any

from centres.models import Centre, FinderPage
from core.i18n.sitemaps import Entry, LanguageSitemap


class CentreSitemap(LanguageSitemap):
    """Every public centre in every language it has a text in; three queries a file."""

    def things(self) -> Any:
        return Centre.objects.public().with_texts().order_by("pk")

    def entries(self, things: Sequence[Centre]) -> list[Entry]:
        bases = FinderPage.urls_by_language()
        return [entry for centre in things for entry in centre.subpage(bases).entries(centre.updated_at)]
