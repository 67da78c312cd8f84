"""From an address to a page in two queries, whatever the depth of the tree."""

from typing import NamedTuple, cast
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Locale, Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from core.i18n.languages import active_language
from core.models import BasePage
from core.privacy import IsRestricted
from core.visits.marks import PAGE, mark

SITE_SECONDS = 60


class OnTheWay(NamedTuple):
    """What is asked of a page on the way: a whole page for each, three or four a request, takes longer than its query.

    ``source_language``: of the page it is an alias of.
    """

    pk: int
    title: str
    url_path: str
    live: bool
    locale_id: int
    content_type_id: int
    translation_key: UUID
    source_language: str | None
    is_restricted: bool

    def page(self) -> Page:
        """The page itself, as its own type; one query."""
        model = ContentType.objects.get_for_id(self.content_type_id).model_class() or Page
        return cast(Page, model._default_manager.get(pk=self.pk))


_ASKED = (*OnTheWay._fields[:-2], "alias_of__locale__language_code")


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """The page that answers ``path`` (without language prefix); ``None`` when no page does.

    Wagtail asks one query per step of the path. Here all pages on the way are fetched at once; the deepest live one
    answers, with what is left of the path. The pages above it stay on it as ``routed_ancestors``, and ``is_restricted``
    tells whether only some may see it.
    """
    language = active_language()
    root = next((site.root_path for site in Site.get_site_root_paths() if site.language_code == language), None)
    if root is None:
        return None
    components = [component for component in path.split("/") if component]
    steps = [
        root + "".join(f"{component}/" for component in components[:count]) for count in range(len(components) + 1)
    ]
    rows = Page.objects.filter(url_path__in=steps).values_list(*_ASKED, IsRestricted("pk"))
    found = {row.url_path: row for row in map(OnTheWay._make, rows)}
    chain: list[OnTheWay] = []
    for step in steps:
        if step not in found or found[step].locale_id != found[root].locale_id:
            break
        chain.append(found[step])
    if not chain:
        return None
    page = chain[-1].page()
    page.is_restricted = chain[-1].is_restricted
    page.locale = Locale(pk=page.locale_id, language_code=language)
    page.routed_ancestors = chain[:-1]
    try:
        return page.route(request, components[len(chain) - 1 :])
    except Http404:
        return None


def public_page(request: HttpRequest, path: str) -> BasePage:
    """The live page everybody may see at ``path``, for what stands below it. Raises Http404 when there is none."""
    found = route(request, path)
    page = found.page if found and not found.args and not found.kwargs else None
    if not isinstance(page, BasePage) or page.get_view_restrictions().exists():
        raise Http404
    return page


def _site(request: HttpRequest) -> Site | None:
    """The site of this host, kept for a minute: it is asked for on every page and changes once in years."""
    key = f"site/{request.get_host()}"
    site = cache.get(key)
    if site is None:
        site = Site.find_for_request(request)
        cache.set(key, site, SITE_SECONDS)
    return site


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's page view with the faster routing. What it answers is marked as a visit of the page, if everybody may see it."""
    request._wagtail_site = _site(request)  # type: ignore[attr-defined]
    found = route(request, path)
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    response = wagtail_serve(request, path)
    if found and not found.args and not found.kwargs and not getattr(found.page, "is_restricted", True):
        mark(response, PAGE, found.page.pk)
    return response
