"""Organisation pages in the sitemap."""

from collections.abc import Sequence
from typing import Any

from community.models import CommunityIndexPage, Organisation
from core.i18n.sitemaps import Entry, LanguageSitemap


class OrganisationSitemap(LanguageSitemap):
    """Every published organisation in every language it has a text in; three queries a file."""

    def things(self) -> Any:
        return Organisation.objects.listed().order_by("pk")

    def entries(self, things: Sequence[Organisation]) -> list[Entry]:
        bases = CommunityIndexPage.urls_by_language()
        return [
            entry
            for organisation in things
            for entry in organisation.subpage(bases).entries(organisation.last_published_at)
        ]
