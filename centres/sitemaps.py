"""Centre pages in the sitemap, once per language with a text, each with its alternates."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap

from centres.models import Centre, FinderPage


class CentreSitemap(Sitemap):
    """All public centres; a language without a text of its own is no language version."""

    protocol = None
    limit = 5_000

    def items(self) -> list[tuple[Centre, str, dict[str, str]]]:
        """(centre, language, {language: path}) for every real language version; three queries."""
        bases = FinderPage.urls_by_language()
        found = []
        for centre in Centre.objects.public().with_texts():
            paths = {
                row.language: f"{bases[row.language]}{centre.slug}/"
                for row in centre.texts.all()
                if row.language in bases
            }
            found += [(centre, language, paths) for language in paths]
        return found

    def location(self, item: tuple[Centre, str, dict[str, str]]) -> str:
        return item[2][item[1]]

    def lastmod(self, item: tuple[Centre, str, dict[str, str]]) -> datetime:
        return item[0].updated_at

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        base = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        for url in urls:
            url["alternates"] = list(_alternates(base, url["item"][2]))
        return urls


def _alternates(base: str, paths: dict[str, str]) -> Iterator[dict[str, str]]:
    if len(paths) < 2:
        return
    for language, path in paths.items():
        yield {"lang_code": language, "location": base + path}
    yield {"lang_code": "x-default", "location": base + paths.get("en", next(iter(paths.values())))}
