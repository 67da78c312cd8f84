"""The sitemap: every public page once per language, with its alternates."""

from collections import defaultdict
from typing import Any

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from centres.sitemaps import CentreSitemap
from community.sitemaps import OrganisationSitemap
from core.i18n.sitemaps import Entry, LanguageSitemap
from skills.sitemaps import CompetenceSitemap


class PageSitemap(LanguageSitemap):
    """All real pages. Fallback pages are left out: they are not a language version."""

    def items(self) -> list[Entry]:
        pages = list(
            Page.objects.live()
            .public()
            .filter(alias_of__isnull=True, depth__gte=2)
            .select_related("locale")
            .order_by("path")
        )
        paths: dict[Any, dict[str, str]] = defaultdict(dict)
        for page in pages:
            paths[page.translation_key][page.locale.language_code] = page.get_url() or "/"
        return [Entry(page.locale.language_code, paths[page.translation_key], page.last_published_at) for page in pages]


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PageSitemap,
    "centres": CentreSitemap,
    "competences": CompetenceSitemap,
    "organisations": OrganisationSitemap,
}
