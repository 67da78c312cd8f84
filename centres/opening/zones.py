"""The time zone of a centre, by country (source: IANA time zone database); overseas parts are told by longitude."""

from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

ZONES = {
    "AL": "Europe/Tirane",
    "AT": "Europe/Vienna",
    "BA": "Europe/Sarajevo",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CH": "Europe/Zurich",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "LI": "Europe/Vaduz",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "ME": "Europe/Podgorica",
    "MK": "Europe/Skopje",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "XK": "Europe/Belgrade",
}
_OVERSEAS = (
    ("ES", -19.0, -13.0, "Atlantic/Canary"),
    ("PT", -32.0, -24.0, "Atlantic/Azores"),
    ("PT", -18.0, -16.0, "Atlantic/Madeira"),
    ("FR", 55.0, 56.5, "Indian/Reunion"),
    ("FR", 44.5, 46.0, "Indian/Mayotte"),
    ("FR", -62.0, -60.0, "America/Guadeloupe"),
    ("FR", -55.0, -51.0, "America/Cayenne"),
)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def zone_of(country: str, longitude: float | None = None) -> ZoneInfo:
    """The clock at a place: ``country`` by ISO 3166-1 code, ``longitude`` in degrees when known; UTC else."""
    if longitude is not None:
        for code, west, east, name in _OVERSEAS:
            if code == country and west <= longitude <= east:
                return _zone(name)
    return _zone(ZONES.get(country, "UTC"))


_SEVERAL_CLOCKS = frozenset(code for code, *_rest in _OVERSEAS)


def far_longitude(country: str, longitude: Any) -> float | None:
    """The longitude, to a tenth of a degree, where the clock differs from that of the country's capital; else ``None``."""
    if longitude is None or country not in _SEVERAL_CLOCKS:
        return None
    degrees = float(longitude)
    return round(degrees, 1) if zone_of(country, degrees) is not zone_of(country) else None
