"""What every map of the site needs: the addresses of its files, and coordinates as text."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static

from core.i18n.languages import active_language

LEAFLET = "js_lib_leaflet/leaflet"
STYLE_SHEETS = (f"{LEAFLET}.css", "centres/map.css")
ADMIN_STYLE_SHEETS = (*STYLE_SHEETS, "centres/admin_map.css")


def map_files() -> dict[str, str]:
    """Addresses of the files that the scripts load, for data attributes."""
    return {
        "ground": static("centres/ground.js"),
        "leaflet": static(f"{LEAFLET}.js"),
        "basemap": static("centres/basemap/basemap.json"),
        "labels": static(f"centres/basemap/labels-{active_language()}.json"),
    }


def degrees(value: Any) -> str:
    """A coordinate with a decimal point in every language; an empty string when it is not known."""
    return "" if value is None or value == "" else f"{float(value):.6f}"
