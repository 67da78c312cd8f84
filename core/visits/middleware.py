"""Counts the pages people open."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_path

from core.visits.marks import marked
from core.visits.robots import by_a_person, minds
from core.visits.tally import tally


class CountVisitsMiddleware(MiddlewareMixin):
    """Stands outside whatever keeps whole pages: a page out of a cache is a visit as well. No query, nothing is waited for."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Counts and hands on."""
        thing = marked(response)
        if thing is not None and _is_shown(response) and _is_a_visit(request):
            language = get_language_from_path(request.path)
            if language:
                tally.add(timezone.localdate().isoformat(), thing, language)
        return response


def _is_shown(response: HttpResponseBase) -> bool:
    """A page anybody may keep: what is made for one person alone (a form, a page behind a link of a mail) is never counted."""
    return (
        response.status_code == HTTPStatus.OK
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not any(word in response.headers.get("Cache-Control", "") for word in ("no-store", "no-cache", "private"))
    )


def _is_a_visit(request: HttpRequest) -> bool:
    """Read by a person who works not for the portal, does not mind, and comes from elsewhere: a filter of a list opens no page."""
    is_named = bool(request.headers.get("User-Agent", "").strip())  # every browser says what it is
    is_opened = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    if not is_named or not is_opened or minds(request) or not by_a_person(request):
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return False
    return not _is_from(request.headers.get("Referer", ""), request)


def _is_from(referrer: str, request: HttpRequest) -> bool:
    try:
        left = urlsplit(referrer)
    except ValueError:
        return False
    return left.path == request.path and left.netloc == request.get_host()
