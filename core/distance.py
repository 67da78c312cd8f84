"""Distances on the sphere."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088


def distance_km(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """Great-circle distance between two points (degrees), in kilometres."""
    half_lat = math.radians(other_lat - lat) / 2
    half_lng = math.radians(other_lng - lng) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(half_lng) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def distances_km(lat: float, lng: float, lats: ArrayLike, lngs: ArrayLike) -> NDArray[np.float64]:
    """Great-circle distances from one point to many (degrees, same shape), in kilometres; NaN where a coordinate is."""
    other_lat, other_lng = np.radians(np.asarray(lats, dtype=float)), np.radians(np.asarray(lngs, dtype=float))
    here_lat, here_lng = math.radians(lat), math.radians(lng)
    chord = (
        np.sin((other_lat - here_lat) / 2) ** 2
        + math.cos(here_lat) * np.cos(other_lat) * np.sin((other_lng - here_lng) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))


def bounding_box(lat: float, lng: float, radius_km: float) -> tuple[float, float, float, float]:
    """The box (west, south, east, north) in degrees that holds every point within `radius_km`; clipped at the poles."""
    lat_span = math.degrees(radius_km / EARTH_RADIUS_KM)
    widest = math.cos(math.radians(min(89.0, abs(lat) + lat_span)))
    lng_span = min(180.0, math.degrees(radius_km / EARTH_RADIUS_KM) / widest)
    return lng - lng_span, max(-90.0, lat - lat_span), lng + lng_span, min(90.0, lat + lat_span)
