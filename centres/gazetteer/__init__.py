"""Places, postcodes and areas of Europe: find, resolve, name and measure, with nothing but local tables.

Data: GeoNames (CC BY 4.0), trimmed by tools/build_gazetteer.py. See centres/gazetteer/data/README.md.
"""

from centres.gazetteer.find import Place, find_places, label, place_by_id, place_near, resolve
from centres.gazetteer.reading import Reading, read_place
from centres.gazetteer.store import GazetteerError
from core.distance import bounding_box, distance_km, distances_km

__all__ = [
    "GazetteerError",
    "Place",
    "Reading",
    "bounding_box",
    "distance_km",
    "distances_km",
    "find_places",
    "label",
    "place_by_id",
    "place_near",
    "read_place",
    "resolve",
]
