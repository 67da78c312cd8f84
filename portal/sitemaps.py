"""The sitemap: every public page once per language, with its alternates; an index of files, however many there are."""

import gzip
from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from centres.models import DirectoryStamp
from centres.sitemaps import CentreSitemap
from community.sitemaps import OrganisationSitemap
from core.i18n.sitemaps import Entry, LanguageSitemap, index, urlset
from core.kept import kept
from resources.sitemaps import UnitSitemap
from search.sources import page_models
from skills.sitemaps import CompetenceSitemap, RepositorySitemap

SECONDS = 3600
"""A file is made anew when pages or the directory change, and after an hour at the latest."""


def _listed(model: type[Page]) -> QuerySet[Page]:
    # A kind of page may be one of another: each page stands once, as what it is.
    pages = model.objects.exact_type(model).in_public().real().filter(depth__gte=2).select_related("locale")
    return pages.only("path", "url_path", "translation_key", "last_published_at", "locale")


class PageSitemap(LanguageSitemap):
    """All real pages. Fallback pages are left out: they are not a language version."""

    def things(self) -> list[Any]:
        """Translation keys: one for all language versions of a page."""
        listed = (_listed(model).values_list("translation_key", flat=True) for model in page_models())
        return sorted({key for keys in listed for key in keys})

    def entries(self, things: Sequence[Any]) -> list[Entry]:
        """The pages of these keys; a query for each type of page."""
        found = (_listed(model).filter(translation_key__in=things) for model in page_models())
        pages = sorted((page for pages in found for page in pages), key=attrgetter("path"))
        paths: dict[Any, dict[str, str]] = defaultdict(dict)
        for page in pages:
            paths[page.translation_key][page.locale.language_code] = page.get_url() or "/"
        return [Entry(page.locale.language_code, paths[page.translation_key], page.last_published_at) for page in pages]


SITEMAPS: dict[str, type[LanguageSitemap]] = {
    "pages": PageSitemap,
    "centres": CentreSitemap,
    "competences": CompetenceSitemap,
    "repository": RepositorySitemap,
    "organisations": OrganisationSitemap,
    "units": UnitSitemap,
}


@require_http_methods(["GET", "HEAD"])
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml``: names every file."""

    def build() -> str:
        return index(
            settings.WAGTAILADMIN_BASE_URL + reverse("sitemap-part", args=[section, number])
            for section, sitemap in SITEMAPS.items()
            for number in range(1, sitemap().parts() + 1)
        )

    return _answer("index", build)


@require_http_methods(["GET", "HEAD"])
def sitemap_part(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """``/sitemap-centres-2.xml``: one file. Raises Http404 for one the index does not name."""
    if section not in SITEMAPS or number < 1:
        raise Http404
    sitemap = SITEMAPS[section]()

    def build() -> str:
        entries = sitemap.part(number)
        if not entries and number > 1:
            raise Http404
        return urlset(settings.WAGTAILADMIN_BASE_URL, entries)

    return _answer(f"{section}/{number}", build)


def _answer(name: str, build: Callable[[], str]) -> HttpResponse:
    """Kept packed: the file of a thousand centres takes five megabytes, packed a twentieth of it."""
    edition = f"sitemap/{DirectoryStamp.current()}/{name}"
    packed = kept(edition, lambda: gzip.compress(build().encode(), 5, mtime=0), SECONDS)
    response = HttpResponse(gzip.decompress(packed), content_type="application/xml")
    response["X-Robots-Tag"] = "noindex, noodp, noarchive"
    return response
