"""The sitemap: every public page once per language, with its alternates."""

from collections import defaultdict
from operator import attrgetter
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from centres.sitemaps import CentreSitemap
from community.sitemaps import OrganisationSitemap
from core.i18n.sitemaps import Entry, LanguageSitemap
from search.sources import page_models
from skills.sitemaps import CompetenceSitemap


def _listed(model: type[Page]) -> QuerySet[Page]:
    pages = model.objects.in_public().real().filter(depth__gte=2).select_related("locale")
    return pages.only("path", "url_path", "translation_key", "last_published_at", "locale")


class PageSitemap(LanguageSitemap):
    """All real pages. Fallback pages are left out: they are not a language version."""

    def items(self) -> list[Entry]:
        pages = sorted((page for model in page_models() for page in _listed(model)), key=attrgetter("path"))
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
