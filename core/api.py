"""What the public API's views share: problem details (RFC 9457), paging, query parameters."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page
from rest_framework.exceptions import APIException, NotFound, Throttled
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, set_rollback

from core.limits import LookUpThrottle

PROBLEM = "application/problem+json"


class BadParameter(APIException):
    """A query parameter that cannot be understood; ``name`` is the parameter, ``detail`` says what to write."""

    status_code = 400
    default_code = "bad-parameter"

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(detail)
        self.name = name


class NotReady(APIException):
    """What was asked for is being made; ``wait``: seconds after which to ask again."""

    status_code = 503
    default_detail = "Not ready yet"
    default_code = "not-ready"

    def __init__(self, wait: int) -> None:
        super().__init__(_wait_text(wait))
        self.wait = wait


MAX_AGE = 300
"""Seconds for which a program may keep an answer that has no edition of its own."""


def read_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives a view's answers an ``ETag`` of their content, so that who has them is told so (304)."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return conditional_page(wrapped)  # ty: ignore[invalid-argument-type, invalid-explicit-return]


class OneRepresentation(BaseContentNegotiation):
    """An address has one format, whatever the client prefers: nobody is refused for an ``Accept`` header."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


def _wait_text(seconds: int) -> str:
    if not seconds:
        return _("Wait a little, then ask again.")
    return ngettext("Wait %(n)s second, then ask again.", "Wait %(n)s seconds, then ask again.", seconds) % {
        "n": seconds
    }


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF exception handler: every error of the API is a problem details object."""
    if isinstance(error, Http404):
        error = NotFound()
    if not isinstance(error, APIException):
        return None
    set_rollback()
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(getattr(error, "default_detail", "Error")).rstrip("."),
        "status": error.status_code,
        "detail": str(error.detail),
    }
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, BadParameter):
        body |= {"title": "Bad parameter", "parameter": error.name}
    if isinstance(error, Throttled):
        seconds = math.ceil(error.wait or 0)
        body |= {"title": "Too many requests", "detail": _wait_text(seconds)}
        headers["Retry-After"] = str(seconds or 60)
    if isinstance(error, NotReady):
        headers["Retry-After"] = str(error.wait)
    return Response(body, status=error.status_code, content_type=PROBLEM, headers=headers)


class PublicAPIView(APIView):
    """An address of the public API: JSON without signing in, counted per address, errors as problem details.

    Said here and not in REST_FRAMEWORK, whose defaults reach the views of packages too: wagtail-localize's editor sends forms.
    """

    authentication_classes = []
    permission_classes = []
    parser_classes = [JSONParser]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OneRepresentation
    throttle_classes = [LookUpThrottle]

    def get_exception_handler(self) -> Callable[..., Response | None]:
        return problem_details


def only_public(endpoints: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Leaves the admin's own endpoints out of the OpenAPI description (drf-spectacular hook)."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(("/api/v1/", "/hsds/"))]


def problem_404(request: HttpRequest) -> JsonResponse:
    """The answer for an address under /api/ or /hsds/ that does not exist."""
    return JsonResponse(
        {"type": "about:blank", "title": "Not found", "status": 404, "detail": "There is nothing at this address."},
        status=404,
        content_type=PROBLEM,
    )
