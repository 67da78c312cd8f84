"""The search's public API: what the page finds, as JSON."""

from typing import Any

from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import BadParameter, PublicAPIView, read_again
from core.i18n.languages import LANGUAGES
from core.params import clean_text
from search import service
from search.interface import MAX_PAGE, EngineError
from search.labels import kind_label
from search.parameters import MAX_TEXT, parse


class SearchUnavailable(APIException):
    """The engine does not answer."""

    status_code = 503
    default_detail = gettext_lazy("The search does not answer now.")
    default_code = "search-unavailable"


def _parameter(name: str, description: str, *, many: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description, many=many)


Q = _parameter("q", "Words to look for, at most 200 characters.")
FILTERS = [
    _parameter("kind", "centre, case-study, module, publication, event, competence, organisation, page.", many=True),
    _parameter("language", "Only texts in these languages; the first one comes first. All six when absent.", many=True),
    _parameter("competence", "A to G.", many=True),
    _parameter("audience", "Codes of audiences.", many=True),
    _parameter("country", "ISO 3166-1 codes.", many=True),
    _parameter("year", "Years.", many=True),
    OpenApiParameter(
        "page",
        {"type": "integer", "minimum": 1, "maximum": MAX_PAGE},
        description=f"From 1 to {MAX_PAGE}, 20 hits each.",
    ),
]
SEARCH_ANSWER = {
    "type": "object",
    "required": ["count", "next", "previous", "results"],
    "properties": {
        "count": {"type": "integer"},
        "next": {"type": ["string", "null"], "format": "uri"},
        "previous": {"type": ["string", "null"], "format": "uri"},
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["title", "url", "kind", "language", "extract"],
                "properties": {
                    "title": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "kind": {"type": "string"},
                    "language": {"type": "string"},
                    "extract": {"type": "string"},
                },
            },
        },
    },
}
SUGGEST_ANSWER = {
    "type": "object",
    "properties": {
        "count": {"type": "integer"},
        "next": {"type": "null"},
        "previous": {"type": "null"},
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "kind": {"type": "string"},
                    "kind_label": {"type": "string"},
                    "language": {"type": "string"},
                },
            },
        },
    },
}


def _page(request: Request) -> int:
    text = clean_text(request.query_params.get("page", ""), 20)
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_PAGE):
        raise BadParameter("page", _("Write a whole number from %(low)s to %(high)s.") % {"low": 1, "high": MAX_PAGE})
    return int(text)


def _visitor_language(request: Request) -> str:
    """The first known language asked for, else the one the request prefers, else English."""
    asked = (clean_text(value, 10).lower() for value in request.query_params.getlist("language")[:10])
    preferred = getattr(request, "LANGUAGE_CODE", "en")
    return next((code for code in asked if code in LANGUAGES), preferred if preferred in LANGUAGES else "en")


@method_decorator(read_again, name="dispatch")
class SearchView(PublicAPIView):
    """Pages, centres and everything else, found by words."""

    @extend_schema(operation_id="search", parameters=[Q, *FILTERS], responses={200: SEARCH_ANSWER}, tags=["search"])
    def get(self, request: Request) -> Response:
        """Hits in the first language asked for come first. Without `q` and filters nothing is found.

        Raises SearchUnavailable (503) while the engine does not answer.
        """
        asked, page = parse(request.query_params), _page(request)
        count, texts, results = 0, 0, []
        if asked.has_words or any(name != "language" for name in asked.filters):
            try:
                found = service.find(asked.text, _visitor_language(request), asked.filters, page, asked.undone)
            except EngineError as error:
                raise SearchUnavailable from error
            count = found.count
            texts = count - found.near
            results = [
                {
                    "title": hit.title,
                    "url": request.build_absolute_uri(hit.url),
                    "kind": hit.kind,
                    "language": hit.language,
                    "extract": hit.text,
                }
                for hit in found.hits
            ]
        last = min(MAX_PAGE, -(-texts // service.PER_PAGE))
        return Response(
            {
                "count": count,
                "next": _link(request, page + 1) if page < last else None,
                "previous": _link(request, page - 1) if 1 < page <= last + 1 else None,
                "results": results,
            }
        )


def _link(request: Request, page: int) -> str:
    query: Any = request.query_params.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@method_decorator(read_again, name="dispatch")
class SuggestView(PublicAPIView):
    """Titles while somebody types."""

    @extend_schema(
        operation_id="suggest",
        parameters=[Q, _parameter("language", "Titles in this language come first.")],
        responses={200: SUGGEST_ANSWER},
        tags=["search"],
    )
    def get(self, request: Request) -> Response:
        """Up to eight titles that start with the letters typed, or hold words that do; two letters at least.

        Raises SearchUnavailable (503) while the engine does not answer.
        """
        text = clean_text(request.query_params.get("q", ""), MAX_TEXT)
        language = _visitor_language(request)
        try:
            found = service.suggest(text, language)
        except EngineError as error:
            raise SearchUnavailable from error
        with override(language):
            results = [
                {
                    "title": item.title,
                    "url": request.build_absolute_uri(item.url),
                    "kind": item.kind,
                    "kind_label": kind_label(item.kind),
                    "language": item.language,
                }
                for item in found
            ]
        return Response({"count": len(results), "next": None, "previous": None, "results": results})
