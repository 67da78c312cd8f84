"""What the search takes note of in a request: whether a person makes it, and whether they come from its results."""

from typing import cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_path, override

from core.visits.robots import by_a_person
from search import service
from search.parameters import parse


class OpenedFromResultsMiddleware(MiddlewareMixin):
    """Counts the pages opened from the results of a search that is kept. Our own pages send where they were left for another of
    ours (`Referrer-Policy: same-origin`), so no link need be marked or redirected, and nothing of the visitor is noted."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Count and hand on."""
        if response.status_code == 200 and (asked := search_left(request)) and by_a_person(request):
            service.count_opening(*asked)
        return response


def search_left(request: HttpRequest) -> tuple[str, str] | None:
    """The words and language of the search from whose results this page is opened, None for any other request.

    Only pages in a language count: no script's requests, no files, no results again.
    """
    referrer = request.headers.get("Referer", "")
    if "q=" not in referrer or not get_language_from_path(request.path) or _shows_results(request.path):
        return None
    try:
        left = urlsplit(referrer)
    except ValueError:
        return None
    if left.netloc != request.get_host() or not _shows_results(left.path):
        return None
    return parse(QueryDict(left.query)).text, cast("str", get_language_from_path(left.path))


def _shows_results(path: str) -> bool:
    language = get_language_from_path(path)
    if not language:
        return False
    with override(language):
        return path == reverse("search")
