"""Whether a point lies on land, by the map's own background (Natural Earth), and where a country reaches overseas."""

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from centres.gazetteer import bounding_box, store
from centres.importing.cells.places import Box

_MAP = Path(__file__).resolve().parents[2] / "static" / "centres" / "basemap" / "basemap.json"
_NEAR_SHORE_KM = 6
"""The coast of the map is simplified, and small islands are left out: so near to a town a point is taken as on land."""
# Country → territories that the gazetteer knows nothing of (south, north, west, east).
TERRITORIES: dict[str, tuple[Box, ...]] = {
    "FR": (
        Box(46.7, 47.2, -56.5, -56.1),  # Saint-Pierre-et-Miquelon
        Box(17.8, 18.2, -63.2, -62.7),  # Saint-Martin, Saint-Barthélemy
        Box(-23.0, -19.0, 163.0, 168.5),  # Nouvelle-Calédonie
        Box(-28.0, -7.5, -155.0, -134.0),  # Polynésie française
        Box(-14.5, -13.0, -178.5, -176.0),  # Wallis-et-Futuna
    ),
    "NL": (Box(11.9, 12.8, -70.2, -68.0), Box(17.4, 18.2, -63.4, -62.8)),  # Caribbean islands
    "DK": (Box(59.5, 84.0, -74.0, -11.0), Box(61.3, 62.5, -7.8, -6.1)),  # Greenland, Faroe Islands
    "NO": (Box(74.0, 81.0, 10.0, 34.0),),  # Svalbard
}


def is_overseas(country: str, lat: float, lng: float) -> bool:
    """Whether a point lies in a part of the country that the gazetteer knows nothing of."""
    return any(box.holds(lat, lng) for box in TERRITORIES.get(country, ()))


@lru_cache(maxsize=4096)
def is_in_the_sea(lat: float, lng: float) -> bool:
    """Whether a point lies off every coast of the map and near no town."""
    west, south, east, north = bounding_box(lat, lng, _NEAR_SHORE_KM)
    sql = "SELECT 1 FROM place WHERE lat BETWEEN ? AND ? AND lng BETWEEN ? AND ? LIMIT 1"
    if store.connection().execute(sql, (south, north, west, east)).fetchone():
        return False
    return not sum(_crosses(ring, lat, lng) for ring in _rings()) % 2


def _crosses(ring: np.ndarray, lat: float, lng: float) -> int:
    """How often a line from the point to the east meets the ring (longitude, latitude)."""
    x, y = ring[:, 0], ring[:, 1]
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    between = (y > lat) != (next_y > lat)
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = lng < (next_x - x) * (lat - y) / (next_y - y) + x
    return int(np.count_nonzero(between & meets))


@lru_cache(maxsize=1)
def _rings() -> list[np.ndarray]:
    """The rings of all land in degrees; an arc is whole numbers, each point the difference to the one before."""
    data = json.loads(_MAP.read_text(encoding="utf-8"))
    arcs = [np.cumsum(np.array(arc, dtype=float).reshape(-1, 2), axis=0) / data["scale"] for arc in data["arcs"]]
    rings = [ring for country in data["land"] for ring in country]
    return [np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in rings]
