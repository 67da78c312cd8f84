"""The point of a centre beside the streets around it, in a frame of its form.

The pictures come from another host: this page alone may load them, after a click in the form, and the form stays closed.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from centres.pages.maps import STYLE_SHEETS, degrees, map_files
from centres.pages.streets import allow_streets, streets_of
from core.i18n.languages import active_language
from core.params import decimal

STREET_MAP = "centres_street_map"


def street_map(request: HttpRequest) -> HttpResponse:
    """The map around ``lat`` and ``lng``; with a point there when ``set`` is 1."""
    lat, lng = (_degrees(request, name, limit) for name, limit in (("lat", 90), ("lng", 180)))
    has_point = request.GET.get("set") == "1"
    context = {
        "centre": f"{lat},{lng}",
        "latitude": lat if has_point else "",
        "longitude": lng if has_point else "",
        "files": map_files(),
        "style_sheets": STYLE_SHEETS,
        "tiles": streets_of(request).tiles,
        "language": active_language(),
    }
    return allow_streets(request, render(request, "centres/panels/street_map.html", context))


def _degrees(request: HttpRequest, name: str, limit: int) -> str:
    return degrees(decimal(request, name, -limit, limit) or 0)


def urls() -> list[URLPattern]:
    """Its address in the admin."""
    return [path("centres/street-map/", street_map, name=STREET_MAP)]
