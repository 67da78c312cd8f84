"""The directory's public API: the same questions and answers as the finder page, as JSON."""

from typing import Any

import numpy as np
from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from centres.clusters import clusters
from centres.finder.answer import Answer, answer
from centres.finder.query import Asked, BadBoxError, parse
from centres.freshness import marks, to_confirm
from centres.gazetteer import find_places, label
from centres.models import Centre, FinderPage
from core.api import BadParameter
from core.params import clean_text

PER_PAGE = 20
MAX_PER_PAGE = 100
LANGUAGE_CODES = tuple(code for code, _name in settings.LANGUAGES)


def _text_parameter(name: str, description: str, *, many: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description, many=many)


FILTERS = [
    _text_parameter("need", "orient, train, work, change, create, mobility; repeated values mean or.", many=True),
    _text_parameter("access", "walk-in, appointment, phone, online, outreach.", many=True),
    _text_parameter("speaks", "ISO 639-1 codes of languages spoken.", many=True),
    _text_parameter("audience", "Codes of audiences.", many=True),
    _text_parameter("service", "Codes of services.", many=True),
    _text_parameter("accessible", "Codes of accessibility features.", many=True),
    _text_parameter("open", "now, saturday, evening.", many=True),
    _text_parameter("country", "ISO 3166-1 codes.", many=True),
    _text_parameter("place", "Town or postcode distances are counted from."),
    OpenApiParameter("lat", OpenApiTypes.FLOAT, description="Latitude, when there is no place."),
    OpenApiParameter("lng", OpenApiTypes.FLOAT, description="Longitude, when there is no place."),
    OpenApiParameter("radius", OpenApiTypes.FLOAT, description="Kilometres around the place or point."),
    _text_parameter("bbox", "west,south,east,north in degrees."),
    _text_parameter("language", "Language of names and texts: fr, nl, it, pt, hr or en."),
]
LANGUAGE = _text_parameter("language", "Language of names: fr, nl, it, pt, hr or en.")


def _language(request: Request) -> str:
    """The language asked for; English when none or an unknown one is."""
    language = clean_text(request.query_params.get("language", ""), 10).lower()
    return language if language in LANGUAGE_CODES else "en"


def _asked(request: Request, language: str) -> Asked:
    try:
        asked = parse(request.query_params, language, strict_bbox=True)
    except BadBoxError as error:
        raise BadParameter(
            "bbox", _("Write four numbers: west,south,east,north, such as 2.2,48.8,2.4,48.9.")
        ) from error
    for name in ("radius", "lat, lng"):
        if any(parameter == name for parameter, _value in asked.ignored):
            raise BadParameter(name, _("Write a number within the limits of the map."))
    return asked


def _whole(request: Request, name: str, low: int, high: int, default: int) -> int:
    text = clean_text(request.query_params.get(name, ""), 20)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadParameter(name, _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high})
    return int(text)


def centre_json(
    centre: Centre, request: Request, bases: dict[str, str], language: str, km: float | None
) -> dict[str, Any]:
    """One centre as the API shows it. ``bases``: addresses of the finder page by language."""
    text = centre.text_in(language)
    base = bases.get(language) or next(iter(bases.values()), "/")
    point = centre.point
    return {
        "id": centre.pk,
        "uid": str(centre.uid),
        "name": centre.display_name(language),
        "url": request.build_absolute_uri(f"{base}{centre.slug}/"),
        "status": centre.status,
        "to_confirm": to_confirm(centre),
        "marks": [str(mark.label) for mark in marks(centre)],
        "lat": point[0] if point else None,
        "lng": point[1] if point else None,
        "point_precision": centre.point_precision if point else None,
        "distance_km": None if km is None else round(km, 1),
        "checked_on": centre.checked_on.isoformat() if centre.checked_on else None,
        "as_of": centre.as_of or None,
        "network": centre.network,
        "country": centre.country,
        "region": centre.region,
        "city": centre.city,
        "street": centre.street,
        "site": centre.site,
        "postcode": centre.postcode,
        "address_level": centre.address_level,
        "summary": text.summary if text else "",
        "summary_language": text.language if text else None,
        "needs": centre.needs,
        "access": centre.access,
        "services": centre.services,
        "audiences": centre.audiences,
        "everyone": centre.everyone,
        "age_from": centre.age_from,
        "age_to": centre.age_to,
        "speaks": centre.spoken,
        "accessible": centre.accessible,
        "free": centre.free,
        "anonymous": centre.anonymous,
        "opening_hours": centre.hours or None,
        "website": centre.website,
        "phone": centre.phone,
        "email": centre.email,
    }


def _page_link(request: Request, number: int) -> str:
    query = request.query_params.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class CentreList(APIView):
    """Centres that answer the question, nearest first when there is a place."""

    @extend_schema(
        parameters=[
            *FILTERS,
            OpenApiParameter("page", OpenApiTypes.INT),
            OpenApiParameter("page_size", OpenApiTypes.INT, description="At most 100."),
        ],
        responses=OpenApiTypes.OBJECT,
        operation_id="centres_list",
    )
    def get(self, request: Request) -> Response:
        language = _language(request)
        size = _whole(request, "page_size", 1, MAX_PER_PAGE, PER_PAGE)
        number = _whole(request, "page", 1, 100_000, 1)
        with override(language):
            found = answer(_asked(request, language), counts=False)
            start = (number - 1) * size
            indexes = [int(index) for index in found.order[start : start + size]]
            count = len(found.order)
            return Response(
                {
                    "count": count,
                    "next": _page_link(request, number + 1) if start + size < count else None,
                    "previous": _page_link(request, number - 1) if number > 1 and start - size < count else None,
                    "results": _results(request, found, indexes, language),
                }
            )


def _results(request: Request, found: Answer, indexes: list[int], language: str) -> list[dict[str, Any]]:
    rows = {int(found.table.ids[index]): index for index in indexes}
    bases = FinderPage.urls_by_language()
    return [
        centre_json(centre, request, bases, language, found.km(rows[centre.pk]))
        for centre in found.table.centres(list(rows))
    ]


class CentreDetail(APIView):
    """One centre."""

    @extend_schema(parameters=[LANGUAGE], responses=OpenApiTypes.OBJECT, operation_id="centres_retrieve")
    def get(self, request: Request, pk: int) -> Response:
        if pk > 2**62:
            raise Http404
        centre = Centre.objects.public().with_texts().filter(pk=pk).first()
        if centre is None:
            raise Http404
        language = _language(request)
        with override(language):
            return Response(centre_json(centre, request, FinderPage.urls_by_language(), language, None))


class ClusterList(APIView):
    """The centres of a map view, near ones grouped, so that a view stays small whatever the number of centres."""

    @extend_schema(
        parameters=[*FILTERS, OpenApiParameter("zoom", OpenApiTypes.INT, required=True)],
        responses=OpenApiTypes.OBJECT,
        operation_id="centres_clusters",
    )
    def get(self, request: Request) -> Response:
        asked = _asked(request, _language(request))
        if asked.bbox is None:
            raise BadParameter("bbox", _("Write four numbers: west,south,east,north, such as 2.2,48.8,2.4,48.9."))
        zoom = _whole(request, "zoom", 0, 22, 5)
        bbox, asked.bbox = asked.bbox, None
        found = answer(asked, counts=False)
        table, rows = found.table, np.sort(found.order)
        groups = clusters(table.lat[rows], table.lng[rows], table.ids[rows], bbox, zoom)
        return Response({"count": sum(group["count"] for group in groups), "results": groups})


class PlaceList(APIView):
    """Towns and postcodes by name, in six languages, typing errors forgiven."""

    @extend_schema(
        parameters=[_text_parameter("q", "Name or postcode."), LANGUAGE],
        responses=OpenApiTypes.OBJECT,
        operation_id="places_list",
    )
    def get(self, request: Request) -> Response:
        language = _language(request)
        query = clean_text(request.query_params.get("q", ""), 120)
        places = find_places(query, language, limit=8) if query else []
        results = [
            {
                "name": place.name,
                "label": label(place, language),
                "country": place.country,
                "region": place.region,
                "kind": place.kind,
                "lat": place.lat,
                "lng": place.lng,
            }
            for place in places
        ]
        return Response({"count": len(results), "next": None, "previous": None, "results": results})
