"""Addresses of pages, and of one view in all languages."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from urllib.parse import quote, urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import override
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from core.i18n.languages import LANGUAGES


@lru_cache(maxsize=32)
def home_url(language: str) -> str:
    """The path of a language's home page."""
    with override(language):
        return reverse("wagtail_serve", args=[""])


def url_parts(url_path: str, roots: Sequence[SiteRootPath]) -> tuple[int, str, str] | None:
    """Site, its address and the path on it of the page at Wagtail's ``url_path``; ``None`` when no site holds it.

    What ``Page.get_url_parts`` gives, without asking the resolver anew for every page: all pages of a language lie below
    its home page.
    """
    root = next((root for root in roots if url_path.startswith(root.root_path)), None)
    if root is None:
        return None
    return root.site_id, root.root_url, home_url(root.language_code) + quote(url_path[len(root.root_path) :])


def page_url(url_path: str) -> str:
    """What ``Page.url`` gives for the page at ``url_path``, without the page; ``""`` when no site holds it."""
    roots = Site.get_site_root_paths()
    parts = url_parts(url_path, roots)
    if parts is None:
        return ""
    site, address, path = parts
    return path if all(root.site_id == site for root in roots) else address + path


def is_taken(path: str, language: str) -> bool:
    """Whether a view of the portal answers at ``path`` in that language, so that a page there would never be seen."""
    with override(language):
        try:
            return resolve(urlsplit(path).path).url_name != "wagtail_serve"
        except Resolver404:
            return False


def hides(parent: Page | None, slug: str) -> bool:
    """Whether a view of the portal would answer in the place of a page with this slug below ``parent``."""
    if parent is None or parent.depth < 2:
        return False
    path = page_url(f"{parent.url_path}{slug}/")
    return bool(path) and is_taken(path, parent.locale.language_code)


def free_slug(parent: Page, slug: str) -> str:
    """The slug, or the first with a number that neither a page below ``parent`` nor a view of the portal has."""
    names = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(name for name in names if find_available_slug(parent, name) == name and not hides(parent, name))


def alternates_of_view(request: HttpRequest) -> dict[str, str]:
    """``{language: path}`` of the view that answers ``request``, in every language that has it."""
    match = request.resolver_match
    if match is None or not match.view_name:
        return {}
    return dict(_paths_of_view(match.view_name, match.args, tuple(match.kwargs.items())))


@lru_cache(maxsize=256)
def _paths_of_view(name: str, args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]) -> dict[str, str]:
    paths = {}
    for language in LANGUAGES:
        with override(language):
            try:
                paths[language] = reverse(name, args=args, kwargs=dict(kwargs))
            except NoReverseMatch:
                continue
    return paths
