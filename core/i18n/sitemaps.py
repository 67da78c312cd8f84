"""What stands in the sitemap: once per language it is written in, each with its alternates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap

from core.i18n.alternates import alternates


@dataclass(frozen=True, slots=True)
class Entry:
    """One language version: ``language`` of ``paths`` (``{language: path}``, real versions only)."""

    language: str
    paths: dict[str, str]
    changed: datetime | None = None


class LanguageSitemap(Sitemap):
    """Subclasses give ``items``: a list of entries, one per language version."""

    protocol = None
    limit = 5_000

    def location(self, item: Entry) -> str:
        return item.paths[item.language]

    def lastmod(self, item: Entry) -> datetime | None:
        return item.changed

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        base = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        for url in urls:
            url["alternates"] = [
                {"lang_code": alternate.language, "location": base + alternate.url}
                for alternate in alternates(url["item"].paths)
            ]
        return urls
