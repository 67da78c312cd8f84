"""Organisation pages in the sitemap."""

from community.models import Organisation
from community.urls_of import community_urls
from core.i18n.sitemaps import Entry, LanguageSitemap


class OrganisationSitemap(LanguageSitemap):
    """Every published organisation in every language it has a text in; three queries."""

    def items(self) -> list[Entry]:
        bases = community_urls()
        found = []
        for organisation in Organisation.objects.listed().order_by("pk"):
            languages = [row.language for row in organisation.texts.all() if bases.get(row.language)]
            paths = {language: f"{bases[language]}{organisation.slug}/" for language in languages}
            found += [Entry(language, paths, organisation.last_published_at) for language in paths]
        return found
