"""The page an address below it belongs to."""

from django.http import Http404, HttpRequest

from core.models import BasePage
from core.routing import route


def public_page(request: HttpRequest, path: str) -> BasePage:
    """The live page everybody may see at ``path``. Raises Http404 when there is none."""
    found = route(request, path)
    if found is None or found.args or found.kwargs:
        raise Http404
    page = found.page
    if not isinstance(page, BasePage) or page.get_view_restrictions().exists():
        raise Http404
    return page
