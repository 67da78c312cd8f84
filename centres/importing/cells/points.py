"""A look at whether a point is where its address is."""

from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext_noop as _

from centres.columns.coordinates import MERCATOR_EDGE
from centres.columns.messages import Message, shown
from centres.columns.projections import from_grid, grids_of
from centres.columns.reading import Reading, wrong
from centres.importing.cells.land import is_in_the_sea, is_overseas
from centres.importing.cells.places import Box, Spot, nearest_spot

NEAR_KM = 50
"""A point so near to its postcode or town is taken as right."""
IN_TOWN_KM = 5
"""A point so near to it is not looked for in the sea."""


@dataclass(frozen=True, slots=True)
class Address:
    """What the row says besides the point: positions of its postcode and town, and its country."""

    spots: tuple[Spot, ...] = ()
    boxes: tuple[Box, ...] = ()
    country: str = ""


def check(lat: float, lng: float, written: str, address: Address) -> Reading:
    """The point as (latitude, longitude) rounded to six decimals; swapped and metric ones are put right and named."""
    if not (isfinite(lat) and isfinite(lng)):
        return no_point(written, address)
    if abs(lat) > 180 and abs(lng) > 180 and max(abs(lat), abs(lng)) <= MERCATOR_EDGE:
        return _from_metres(lat, lng, written, address)
    if (abs(lat) > 90 or abs(lng) > 180) and not (abs(lat) <= 180 and abs(lng) <= 90):
        return _out_of_range(lat, lng, written, address)
    if abs(lat) < 0.01 and abs(lng) < 0.01:
        return wrong(
            _("0, 0 lies in the Atlantic: it stands for “not known”. Empty both cells, or write the point."),
            {},
            spot_text(address),
        )
    return _beside_address(lat, lng, written, address)


def _point(lat: float, lng: float) -> tuple[float, float]:
    return round(lat, 6), round(lng, 6)


def _text(point: tuple[float, float]) -> str:
    return f"{point[0]}, {point[1]}"


def no_point(written: str, address: Address) -> Reading:
    """What is no coordinate; the position of the postcode or town is the nearest valid value."""
    return wrong(
        _("“%(value)s” is not a point. Write latitude and longitude in degrees, such as 45.815 and 15.982."),
        {"value": shown(written)},
        spot_text(address),
    )


def spot_text(address: Address) -> str | None:
    """The position of the postcode or town, as a point is written; None when it is not known."""
    return _text(_point(address.spots[0].lat, address.spots[0].lng)) if address.spots else None


def is_of_town(point: tuple[float, float], address: Address) -> bool:
    """Whether a point is the very one the gazetteer has for the postcode or the town: nobody stood at the door."""
    return any(_point(spot.lat, spot.lng) == _point(*point) for spot in address.spots)


def _misfit(lat: float, lng: float, address: Address) -> float:
    """How far from the address a point is, in kilometres; without postcode and town: 0 in the country, else much."""
    if abs(lat) > 90 or abs(lng) > 180:
        return 99_999.0
    if is_overseas(address.country, lat, lng):
        return 0.0
    if found := nearest_spot(address.spots, lat, lng):
        return found[0]
    return 0.0 if not address.boxes or any(box.holds(lat, lng) for box in address.boxes) else 9_999.0


def _from_metres(lat: float, lng: float, written: str, address: Address) -> Reading:
    """Easting and northing stand in either order; the first grid of the country that leads to the address is meant."""
    for grid in grids_of(address.country):
        points = [point for pair in ((lng, lat), (lat, lng)) if (point := from_grid(*pair, grid.epsg))]
        best = min(points, key=lambda point: _misfit(*point, address), default=None)
        if best is None or _misfit(*best, address) > NEAR_KM or not (address.spots or address.boxes):
            continue
        point = _point(*best)
        said = _(
            "“%(value)s” are metres on a map (%(grid)s), not latitude and longitude. They were read as %(point)s: please look."
        )
        params = {"value": shown(written), "grid": grid.name, "point": _text(point)}
        return Reading(point, Message(said, params), _text(point))
    if _shrunk(lat, lng, address):
        return _out_of_range(lat, lng, written, address)
    return wrong(
        _(
            "“%(value)s” look like metres on a map, but on none used there (%(grids)s). Write latitude and longitude, such as 45.815 and 15.982."
        ),
        {"value": shown(written), "grids": ", ".join(grid.name for grid in grids_of(address.country)[:4])},
        spot_text(address),
    )


def _shrunk(lat: float, lng: float, address: Address) -> list[tuple[float, float]]:
    """Where the point would be near its address if decimal signs got lost."""
    shrunk = [
        (lat / 10**one, lng / 10**other)
        for one in range(16)
        for other in range(16)
        if (one == 0) == (abs(lat) <= 90) and (other == 0) == (abs(lng) <= 180)
    ]
    return [point for point in shrunk if address.spots and _misfit(*point, address) <= NEAR_KM]


def _out_of_range(lat: float, lng: float, written: str, address: Address) -> Reading:
    """A latitude ends at 90, a longitude at 180. Often the decimal sign got lost: then the address tells where it was."""
    fitting = {_point(*point) for point in _shrunk(lat, lng, address)}
    if len(fitting) == 1:
        point = fitting.pop()
        said = _("“%(value)s” has lost its decimal signs: it was read as %(point)s, which is near the address.")
        return Reading(point, Message(said, {"value": shown(written), "point": _text(point)}), _text(point))
    return wrong(
        _(
            "“%(value)s” is no place on earth: latitude goes to 90, longitude to 180. If a decimal point was lost, write it again, such as 45.815 and 15.982."
        ),
        {"value": shown(written)},
        _text(_point(*min(fitting, key=lambda point: _misfit(*point, address)))) if fitting else spot_text(address),
    )


def _beside_address(lat: float, lng: float, written: str, address: Address) -> Reading:
    here, swapped = _misfit(lat, lng, address), _misfit(lng, lat, address)
    if here <= NEAR_KM and abs(lat) <= 90:
        is_doubtful = here > IN_TOWN_KM or not address.spots
        if is_doubtful and not is_overseas(address.country, lat, lng) and is_in_the_sea(*_point(lat, lng)):
            return wrong(
                _("“%(value)s” lies in the sea. Check the point; empty both cells when it is not known."),
                {"value": shown(written)},
                spot_text(address),
            )
        return Reading(_point(lat, lng))
    if swapped <= NEAR_KM or (abs(lat) > 90 and not address.spots and not address.boxes):
        point = _point(lng, lat)
        return Reading(
            point,
            Message(
                _("Latitude and longitude were swapped: “%(value)s” was read as %(point)s."),
                {"value": shown(written), "point": _text(point)},
            ),
            _text(point),
        )
    return _far(lat, lng, written, here, address)


def _far(lat: float, lng: float, written: str, km: float, address: Address) -> Reading:
    """Far from the address in either order. A lost minus is worth suggesting, else the place itself."""
    mirrored = [(lat, -lng), (-lat, lng), (lng, -lat), (-lng, lat)]
    fitting = next((_text(_point(*point)) for point in mirrored if _misfit(*point, address) <= NEAR_KM), None)
    if not address.spots:
        return wrong(
            _("“%(value)s” is not in the country of this row. Check the point and the country."),
            {"value": shown(written)},
            fitting,
        )
    found = nearest_spot(address.spots, lat, lng) if abs(lat) <= 90 else None
    return wrong(
        _(
            "“%(value)s” is %(km)s km from %(place)s. Check the point and the address; empty both cells when it is not known."
        ),
        {
            "value": shown(written),
            "km": round(found[0] if found else km),
            "place": (found[1] if found else address.spots[0]).name,
        },
        fitting or spot_text(address),
    )
