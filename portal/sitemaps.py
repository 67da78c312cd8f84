"""The sitemap: every public page once per language, with its alternates."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from centres.sitemaps import CentreSitemap
from community.sitemaps import OrganisationSitemap
from core.i18n.translations import X_DEFAULT
from skills.sitemaps import CompetenceSitemap


class PageSitemap(Sitemap):
    """All real pages. Fallback pages are left out: they are not a language version."""

    protocol = None
    limit = 5_000

    def items(self) -> list[Page]:
        return list(
            Page.objects.live()
            .public()
            .filter(alias_of__isnull=True, depth__gte=2)
            .select_related("locale")
            .order_by("path")
        )

    def location(self, item: Page) -> str:
        return item.get_url() or "/"

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        base = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        versions: dict[Any, list[tuple[str, str]]] = defaultdict(list)
        for item in self.items():
            versions[item.translation_key].append((item.locale.language_code, base + self.location(item)))
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        for url in urls:
            url["alternates"] = list(_alternates(versions[url["item"].translation_key]))
        return urls


def _alternates(versions: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    if len(versions) < 2:
        return
    for language, location in versions:
        yield {"lang_code": language, "location": location}
    yield {"lang_code": "x-default", "location": dict(versions).get(X_DEFAULT, versions[0][1])}


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PageSitemap,
    "centres": CentreSitemap,
    "competences": CompetenceSitemap,
    "organisations": OrganisationSitemap,
}
