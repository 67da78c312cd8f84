"""Organisation pages in the sitemap."""

from community.models import CommunityIndexPage, Organisation
from core.i18n.sitemaps import Entry, LanguageSitemap


class OrganisationSitemap(LanguageSitemap):
    """Every published organisation in every language it has a text in; three queries."""

    def items(self) -> list[Entry]:
        bases = CommunityIndexPage.urls_by_language()
        return [
            entry
            for organisation in Organisation.objects.listed().order_by("pk")
            for entry in organisation.subpage(bases).entries(organisation.last_published_at)
        ]
