"""Template tags that print a map which map.js brings to life; the page works without it."""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.urls import reverse

from centres.pages.maps import STYLE_SHEETS, degrees, map_files
from core.i18n.languages import active_language

register = template.Library()


class Position(Protocol):
    """What has a latitude and a longitude in degrees."""

    @property
    def lat(self) -> float: ...
    @property
    def lng(self) -> float: ...


@register.inclusion_tag("centres/parts/map_css.html")
def map_css() -> dict[str, Any]:
    """The style sheets of a page with a map."""
    return {"sheets": STYLE_SHEETS}


@register.inclusion_tag("centres/panels/map.html")
def finder_map(
    endpoint: str = "", origin: Position | None = None, radius: float | None = None, tiles: str = ""
) -> dict[str, Any]:
    """The map beside a numbered list. `endpoint` answers with clusters; `origin` and `radius` (km) are the question's.

    `tiles`: the address of street tiles once the visitor has asked for them.
    """
    return {
        "endpoint": endpoint,
        "detail": reverse("api-centre", args=[0]).removesuffix("0"),
        "lat": degrees(origin.lat if origin else None),
        "lng": degrees(origin.lng if origin else None),
        "radius": f"{radius:g}" if radius else "",
        "files": map_files(),
        "language": active_language(),
        "tiles": tiles,
    }


@register.inclusion_tag("centres/panels/point_map.html")
def point_map(
    lat: Any, lng: Any, name: str = "", precision: str = "city", town: str = "", tiles: str = ""
) -> dict[str, Any]:
    """A small still map with one stop; nothing is printed when there is no position. `precision`: address, street or city.

    `name` is what the picture shows, for those who do not see it; `town` is written beside the stop.
    """
    position = {"lat": degrees(lat), "lng": degrees(lng)}
    return {**position, "name": name, "precision": precision, "town": town, "files": map_files(), "tiles": tiles}
