"""The directory's public API: the same questions and answers as the finder page, as JSON."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.http import Http404, HttpResponseBase
from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from centres.data.api_centre import centre_json, with_special_hours
from centres.data.api_parameters import (
    BOX,
    FILTERS,
    LANGUAGE,
    PlacesUnavailable,
    asked_of,
    bad_box,
    language_of,
    whole,
    whole_number,
)
from centres.data.api_schema import CENTRE, CENTRES, CLUSTERS, NOT_FOUND, PLACES, PROBLEMS
from centres.data.exports.conditional import edition_of
from centres.finder.answer import Answer, answer
from centres.gazetteer import GazetteerError, Place, label, read_place
from centres.models import Centre, FinderPage
from centres.pages.clusters import clusters
from core.api import PublicAPIView
from core.limits import ApiThrottle
from core.params import clean_text

PER_PAGE = 20
MAX_PER_PAGE = 100
MAX_PAGE = 100_000


def _page_link(request: Request, number: int) -> str:
    query = request.query_params.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class CentreList(PublicAPIView):
    """Centres that answer the question, nearest first when there is a place."""

    throttle_classes = [ApiThrottle]

    @extend_schema(
        operation_id="centres_list",
        parameters=[
            *FILTERS,
            OpenApiParameter("page", whole_number(1, MAX_PAGE), description=f"From 1 to {MAX_PAGE}."),
            OpenApiParameter("page_size", whole_number(1, MAX_PER_PAGE), description=f"From 1 to {MAX_PER_PAGE}."),
        ],
        responses={200: CENTRES, **PROBLEMS},
        tags=["centres"],
    )
    def get(self, request: Request) -> HttpResponseBase:
        edition = edition_of(request._request)
        if unchanged := edition.not_modified(request._request):
            return unchanged
        language = language_of(request)
        with override(language):
            return edition.stamp(Response(_list(request, language)))


def _list(request: Request, language: str) -> dict[str, Any]:
    size = whole(request, "page_size", 1, MAX_PER_PAGE, PER_PAGE)
    number = whole(request, "page", 1, MAX_PAGE, 1)
    found = answer(asked_of(request, language), counts=False)
    start, count = (number - 1) * size, len(found.order)
    return {
        "count": count,
        "next": _page_link(request, number + 1) if start + size < count else None,
        "previous": _page_link(request, number - 1) if number > 1 and start - size < count else None,
        "results": _results(request, found, [int(index) for index in found.order[start : start + size]], language),
    }


def _results(request: Request, found: Answer, indexes: list[int], language: str) -> list[dict[str, Any]]:
    rows = {int(found.table.ids[index]): index for index in indexes}
    bases = FinderPage.urls_by_language()
    return [
        centre_json(centre, request._request, bases, language, found.km(rows[centre.pk]))
        for centre in with_special_hours(found.table.centres(list(rows)))
    ]


class CentreDetail(PublicAPIView):
    """One centre."""

    throttle_classes = [ApiThrottle]

    @extend_schema(
        operation_id="centres_retrieve",
        parameters=[LANGUAGE],
        responses={200: CENTRE, **NOT_FOUND, **PROBLEMS},
        tags=["centres"],
        description="One published centre.",
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """One published centre. Raises Http404 when there is none of this number."""
        centre = (
            Centre.objects.public().select_related("parent", "organisation").with_texts().filter(pk=pk).first()
            if pk < 2**62
            else None
        )
        if centre is None:
            raise Http404
        edition = edition_of(request._request)
        if unchanged := edition.not_modified(request._request):
            return unchanged
        language = language_of(request)
        with override(language):
            return edition.stamp(
                Response(centre_json(centre, request._request, FinderPage.urls_by_language(), language, None))
            )


class ClusterList(PublicAPIView):
    """The centres of a map view, near ones grouped, so that a view stays small whatever the number of centres."""

    @extend_schema(
        operation_id="centres_clusters",
        parameters=[
            *(one for one in FILTERS if one.name != "bbox"),
            OpenApiParameter("bbox", BOX, required=True, description="west,south,east,north in degrees."),
            OpenApiParameter("zoom", whole_number(0, 22), description="From 0 to 22; 5 when absent."),
        ],
        responses={200: CLUSTERS, **PROBLEMS},
        tags=["centres"],
    )
    def get(self, request: Request) -> HttpResponseBase:
        edition = edition_of(request._request)
        if unchanged := edition.not_modified(request._request):
            return unchanged
        asked = asked_of(request, language_of(request))
        if asked.bbox is None:
            raise bad_box()
        zoom = whole(request, "zoom", 0, 22, 5)
        bbox, asked.bbox = asked.bbox, None
        found = answer(asked, counts=False)
        table, rows = found.table, np.sort(found.order[found.table.on_map[found.order]])
        groups = clusters(table.lat[rows], table.lng[rows], table.ids[rows], bbox, zoom)
        return edition.stamp(Response({"count": sum(group["count"] for group in groups), "results": groups}))


class PlaceList(PublicAPIView):
    """Towns, postcodes, regions, islands and countries by name, in six languages, typing errors forgiven."""

    @extend_schema(
        operation_id="places_list",
        parameters=[OpenApiParameter("q", OpenApiTypes.STR, description="Name or postcode."), LANGUAGE],
        responses={200: PLACES, **PROBLEMS},
        tags=["places"],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Up to eight places, the likeliest first. Raises PlacesUnavailable (503) without the file of places."""
        edition = edition_of(request._request)
        if unchanged := edition.not_modified(request._request):
            return unchanged
        language = language_of(request)
        query = clean_text(request.query_params.get("q", ""), 120)
        try:
            places = read_place(query, language, limit=8).places
        except GazetteerError as error:
            raise PlacesUnavailable from error
        with override(language):
            return edition.stamp(Response(_places_json(places, language)))


def _places_json(places: Iterable[Place], language: str) -> dict[str, Any]:
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
    return {"count": len(results), "next": None, "previous": None, "results": results}
