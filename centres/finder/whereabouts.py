"""Where the centres of the finder's table lie, those without a point too: by postcode, town, region and country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from centres.gazetteer.areas import Within, area_of_code
from centres.gazetteer.whereabouts import Spot, spot_near, spots_of
from core.distance import distance_km, distances_km


class Address(NamedTuple):
    """What a centre's address says of its place."""

    country: str
    region: str
    postcode: str
    city: str


@dataclass(slots=True)
class Addresses:
    """The addresses of all centres: the different ones, and the number of each centre's."""

    different: list[Address]
    numbers: np.ndarray

    @classmethod
    def of(cls, addresses: list[Address]) -> Addresses:
        position: dict[Address, int] = {}
        numbers = np.array([position.setdefault(one, len(position)) for one in addresses], dtype=np.int32)
        return cls(list(position), numbers)


@dataclass(slots=True)
class Whereabouts:
    """Per centre the number of its subdivision among `codes`, and a point in degrees: its own, else its town's, else NaN."""

    codes: list[str]
    numbers: np.ndarray
    lat: np.ndarray
    lng: np.ndarray

    @classmethod
    def of(cls, addresses: Addresses, lat: np.ndarray, lng: np.ndarray) -> Whereabouts:
        """Looks every different address up once. Raises GazetteerError."""
        found = [spots_of(*address) for address in addresses.different]
        position: dict[str, int] = {}
        numbers = np.empty(len(lat), dtype=np.int32)
        near_lat, near_lng = lat.copy(), lng.copy()
        for row, address in enumerate(addresses.numbers.tolist()):
            spot = _spot(found[address], addresses.different[address].country, float(lat[row]), float(lng[row]))
            numbers[row] = position.setdefault(spot.code, len(position))
            if np.isnan(lat[row]) and spot.lat is not None and spot.lng is not None:
                near_lat[row], near_lng[row] = spot.lat, spot.lng
        return cls(list(position), numbers, near_lat, near_lng)

    def distances(self, lat: float, lng: float) -> np.ndarray:
        """Kilometres from a point to each centre or its town; infinite where neither is known."""
        km = distances_km(lat, lng, self.lat, self.lng)
        return np.where(np.isnan(km), np.inf, km)

    def within(self, area: Within) -> np.ndarray:
        """Which centres lie in an area."""
        mask = self._of_codes([area.covers(code) for code in self.codes])
        if area.box:
            west, south, east, north = area.box
            with np.errstate(invalid="ignore"):
                mask &= (self.lng >= west) & (self.lng <= east) & (self.lat >= south) & (self.lat <= north)
        return mask

    def may_lie_within(self, area: Within) -> np.ndarray:
        """Which centres, known by a larger area only, may lie in this one."""
        return self._of_codes([area.may_cover(code) for code in self.codes]) & np.isnan(self.lat)

    def may_lie_near(self, lat: float, lng: float, kilometres: float) -> np.ndarray:
        """Which centres without a point or a town have an area that comes so near."""
        return self._of_codes([_comes_near(code, lat, lng, kilometres) for code in self.codes]) & np.isnan(self.lat)

    def may_lie_in_box(self, box: tuple[float, float, float, float]) -> np.ndarray:
        """Which centres without a point or a town have an area that touches the box (west, south, east, north)."""
        return self._of_codes([_touches(code, box) for code in self.codes]) & np.isnan(self.lat)

    def _of_codes(self, chosen: list[bool]) -> np.ndarray:
        return np.array(chosen, dtype=bool)[self.numbers] if len(self.numbers) else np.zeros(0, dtype=bool)


def _spot(spots: list[Spot], country: str, lat: float, lng: float) -> Spot:
    """Of the places an address may mean, the one nearest to the centre's own point."""
    if np.isnan(lat):
        return spots[0] if spots else Spot("")
    towns = [spot for spot in spots if spot.lat is not None]
    if towns:
        return min(towns, key=lambda spot: distance_km(lat, lng, spot.lat or 0.0, spot.lng or 0.0))
    return (spot_near(country, lat, lng) if country else None) or (spots[0] if spots else Spot(""))


def _limits(code: str) -> tuple[float, float, float, float] | None:
    area = area_of_code(code, "en") if code else None
    return area.within.limits if area else None


def _comes_near(code: str, lat: float, lng: float, kilometres: float) -> bool:
    limits = _limits(code)
    if limits is None:
        return True
    west, south, east, north = limits
    return distance_km(lat, lng, min(max(lat, south), north), min(max(lng, west), east)) <= kilometres


def _touches(code: str, box: tuple[float, float, float, float]) -> bool:
    limits = _limits(code)
    if limits is None:
        return True
    west, south, east, north = limits
    columns = west <= box[2] and east >= box[0] if box[0] <= box[2] else west <= box[2] or east >= box[0]
    return columns and south <= box[3] and north >= box[1]
