"""Template tags that print a map which map.js brings to life; the page works without it."""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

LABEL_LANGUAGES = ("fr", "nl", "it", "pt", "hr", "en")
LEAFLET = "js_lib_leaflet/leaflet"


class Position(Protocol):
    """What has a latitude and a longitude in degrees."""

    @property
    def lat(self) -> float: ...
    @property
    def lng(self) -> float: ...


def map_files(language: str | None = None) -> dict[str, str]:
    """Addresses of the files every map needs, for data attributes."""
    code = (language or get_language() or "en").split("-")[0]
    return {
        "ground": static("centres/ground.js"),
        "leaflet": static(f"{LEAFLET}.js"),
        "basemap": static("centres/basemap/basemap.json"),
        "labels": static(f"centres/basemap/labels-{code if code in LABEL_LANGUAGES else 'en'}.json"),
    }


@register.simple_tag
def map_css() -> SafeString:
    """The two style sheets of a page with a map."""
    line = '<link rel="stylesheet" href="{}">'
    return format_html(line + line, static(f"{LEAFLET}.css"), static("centres/map.css"))


@register.simple_tag
def map_js() -> SafeString:
    """The script of a page with a map."""
    return format_html('<script type="module" src="{}"></script>', static("centres/map.js"))


@register.inclusion_tag("centres/panels/map.html")
def finder_map(endpoint: str = "", origin: Position | None = None, radius: float | None = None) -> dict[str, Any]:
    """The map beside a numbered list. `endpoint` answers with clusters; `origin` and `radius` (km) are the question's."""
    return {
        "kind": "finder",
        "endpoint": endpoint,
        "detail": _detail_prefix(),
        "lat": _degrees(origin.lat if origin else None),
        "lng": _degrees(origin.lng if origin else None),
        "radius": f"{radius:g}" if radius else "",
        "files": map_files(),
        "language": (get_language() or "en").split("-")[0],
    }


@register.inclusion_tag("centres/panels/point_map.html")
def point_map(lat: Any, lng: Any, name: str = "", precision: str = "city") -> dict[str, Any]:
    """A small still map with one stop; nothing is printed when there is no position. `precision`: address or city."""
    return {
        "lat": _degrees(lat),
        "lng": _degrees(lng),
        "name": name,
        "precision": precision,
        "files": map_files(),
    }


def _degrees(value: Any) -> str:
    """A coordinate with a decimal point in every language; an empty string when it is not known."""
    return "" if value is None or value == "" else f"{float(value):.6f}"


def _detail_prefix() -> str:
    try:
        return reverse("api-centre", args=[0]).removesuffix("0")
    except NoReverseMatch:
        return "/api/v1/centres/"
