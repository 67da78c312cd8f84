"""Files a package takes along, and where its links lead once it has left the portal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction
from wagtail.rich_text import expand_db_html

from core.slugs import slug_of
from resources.packages.xml import clean

MOST_BYTES = 10 * 2**20
"""A larger file stays at the portal, and the package links to it: a package is made in memory and sent to many."""
SEPARATOR = "\x00"
"""Stands in no page: they are clean by then."""
_DOCUMENT = re.compile(r'href="/documents/(\d+)/[^"]*"')
_OWN = re.compile(r'(href|src)="(/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a package. ``files``: paths in the package of what it links to."""

    html: str
    files: tuple[str, ...]


def enclosed(pages: Iterable[str], portal: str) -> tuple[list[Page], dict[str, bytes]]:
    """The pages with links as they are right in a package, and the files they link to.

    ``portal``: its address without a slash at the end. Rich texts may still hold links as the database keeps them: those of
    all pages are asked for together, and so are the documents.
    """
    expanded = expand_db_html(SEPARATOR.join(map(clean, pages))).split(SEPARATOR)
    wanted = {int(found) for html in expanded for found in _DOCUMENT.findall(html)}
    files = dict(_files(wanted))
    return [_page(html, files, portal) for html in expanded], dict(files.values())


def _page(html: str, files: dict[int, tuple[str, bytes]], portal: str) -> Page:
    used: dict[str, None] = {}

    def document(match: re.Match[str]) -> str:
        found = files.get(int(match[1]))
        if not found:
            return match[0]
        used[found[0]] = None
        return f'href="{found[0]}"'

    html = _DOCUMENT.sub(document, html)
    return Page(_OWN.sub(rf'\1="{portal}\2"', html), tuple(used))


def _files(wanted: set[int]) -> Iterator[tuple[int, tuple[str, bytes]]]:
    """The number of each document, its path in the package and its bytes; only what everybody may have, and what is there."""
    if not wanted:
        return
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    for document in get_document_model().objects.filter(pk__in=wanted).select_related("collection").order_by("pk"):
        if closed and document.collection.path.startswith(closed):
            continue
        place = Path(document.file.path)
        try:
            content = place.read_bytes() if place.stat().st_size <= MOST_BYTES else None
        except OSError:  # the link still leads to the portal, which says so
            content = None
        if content is not None:
            name = slug_of(Path(document.filename).stem, 60) or "file"
            yield document.pk, (f"files/{document.pk}-{name}{place.suffix.lower()}", content)
