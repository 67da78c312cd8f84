"""What stands in the sitemap: once per language it is written in, each with its alternates."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from core.i18n.alternates import alternates

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class Entry:
    """One language version: ``language`` of ``paths`` (``{language: path}``, real versions only)."""

    language: str
    paths: dict[str, str]
    changed: datetime | None = None


class LanguageSitemap(ABC):
    """One section of the sitemap, in as many files as it needs.

    A file holds ``limit`` things with all their language versions, far below the 50,000 addresses and 50 MB of the protocol.
    """

    limit = 1_000

    @abstractmethod
    def things(self) -> Any:
        """What has addresses, in an order that stays: a query set or a list, counted and cut into slices."""

    @abstractmethod
    def entries(self, things: Sequence[Any]) -> Iterable[Entry]:
        """The language versions of a slice of ``things``."""

    def parts(self) -> int:
        """How many files; at least one."""
        things = self.things()
        count = len(things) if isinstance(things, list) else things.count()
        return max(1, -(-count // self.limit))

    def part(self, number: int) -> list[Entry]:
        """The entries of one file, counted from 1; none beyond the last."""
        first = (number - 1) * self.limit
        return list(self.entries(self.things()[first : first + self.limit]))


def urlset(base: str, entries: Iterable[Entry]) -> str:
    """One file of the sitemap; ``base`` is the site's address without a slash at its end."""
    return "".join([_HEAD, f"<urlset {_SCHEMA} {_XHTML}>\n", *_urls(base, entries), "</urlset>\n"])


def _urls(base: str, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        changed = f"<lastmod>{entry.changed:%Y-%m-%d}</lastmod>" if entry.changed else ""
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(one.language)} href={quoteattr(base + one.url)}/>'
            for one in alternates(entry.paths)
        )
        yield f"<url><loc>{escape(base + entry.paths[entry.language])}</loc>{changed}{links}</url>\n"


def index(addresses: Iterable[str]) -> str:
    """The file that names the others."""
    lines = (f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return "".join([_HEAD, f"<sitemapindex {_SCHEMA}>\n", *lines, "</sitemapindex>\n"])
