"""Coordinates as people and programs write them → degrees, and a look at whether they are where the address is."""

import re
import struct
from dataclasses import dataclass
from math import atan, degrees, exp, isfinite, pi

from django.utils.translation import gettext_noop as _

from centres.importing.cells.places import Box, Spot, nearest_spot
from centres.importing.cells.reading import Reading, wrong
from centres.importing.problems import Message, shown

NEAR_KM = 50
"""A point so near to its postcode or town is taken as right."""
_MERCATOR_EDGE = 20_037_508.35  # metres from the middle of the Web Mercator map to its edge
_NUMBER = r"[-+−]?\d+(?:[.,]\d+)?"
_PLAIN = re.compile(_NUMBER)
_SEXAGESIMAL = re.compile(
    r"""([NSEWOnsewo])?\s*([-+−]?\d{1,3}(?:[.,]\d+)?)\s*[°ºd]\s*
        (?:(\d{1,2}(?:[.,]\d+)?)\s*['′’m]\s*)?
        (?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”|''|’’|s)\s*)?
        ([NSEWOnsewo])?""",
    re.X,
)
_WKT = re.compile(
    rf"(?:SRID\s*=\s*(\d+)\s*;)?\s*POINT\s*(?:Z|M|ZM)?\s*\(\s*({_NUMBER})[\s;]+({_NUMBER})(?:\s+{_NUMBER})*\s*\)", re.I
)
_HEX = re.compile(r"(?:\\x)?(0[01][0-9A-Fa-f]{40,84})")
_SEPARATED = re.compile(rf"[\[({{]?\s*({_NUMBER})\s*(?:;|\s|,\s|/|\|)\s*({_NUMBER})\s*[\])}}]?")
_DOTTED = re.compile(r"[\[(]?\s*([-+−]?\d+\.\d+)\s*,\s*([-+−]?\d+\.\d+)\s*[\])]?")
_COMMAS = re.compile(r"[\[(]?\s*([-+−]?\d+,\d+)\s*,\s*([-+−]?\d+,\d+)\s*[\])]?")


@dataclass(frozen=True, slots=True)
class Address:
    """What the row says besides the point: positions of its postcode and town, and its country."""

    spots: tuple[Spot, ...] = ()
    boxes: tuple[Box, ...] = ()


def to_degrees(text: str) -> float | None:
    """One coordinate: ``45,815``, ``45.815°``, ``45°48'54" N``, ``W 9.14``; None when it is none."""
    bare = text.strip()
    if _PLAIN.fullmatch(bare):
        return _number(bare)
    if match := re.fullmatch(rf"([NSEWOnsewo])?\s*({_NUMBER})\s*([NSEWOnsewo])?", bare):
        return _signed(_number(match[2]), match[1] or match[3])
    if match := _SEXAGESIMAL.fullmatch(bare):
        return _from_sexagesimal(match)
    try:
        return float(bare.replace("−", "-")) if re.fullmatch(r"[-+−]?\d+(\.\d+)?[eE][-+]?\d{1,3}", bare) else None
    except ValueError:
        return None


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _signed(value: float, letter: str | None) -> float:
    return -abs(value) if letter and letter.upper() in "SWO" else value


def _from_sexagesimal(match: re.Match[str]) -> float:
    before, whole, minutes, seconds, after = match.groups()
    size = abs(_number(whole)) + _number(minutes or "0") / 60 + _number(seconds or "0") / 3600
    return _signed(-size if whole[0] in "-−" else size, before or after)


def to_pair(text: str) -> tuple[float, float] | None:
    """(latitude, longitude) from one cell: WKT and WKB say longitude first, a plain pair latitude first."""
    bare = text.strip()
    if match := _WKT.fullmatch(bare):
        return _projected(_number(match[2]), _number(match[3]), int((match[1] or "4326")[:6]))
    if match := _HEX.fullmatch(bare):
        return _from_wkb(match[1])
    for pattern in (_DOTTED, _COMMAS, _SEPARATED):
        if match := pattern.fullmatch(bare):
            return _number(match[1]), _number(match[2])
    found = list(_SEXAGESIMAL.finditer(bare))
    if len(found) == 2 and not _SEXAGESIMAL.sub("", bare).strip(" ,;/"):
        first, second = (_from_sexagesimal(match) for match in found)
        letters = (found[0][1] or found[0][5] or "").upper()
        return (second, first) if letters and letters in "EWO" else (first, second)
    if to_degrees(bare) is not None:
        return None
    parts = re.split(r"\s*[;,/]\s*|\s+(?=[NSEWOnsewo+-])", bare)
    values = [to_degrees(part) for part in parts]
    return (values[0], values[1]) if len(values) == 2 and values[0] is not None and values[1] is not None else None


def _from_wkb(text: str) -> tuple[float, float] | None:
    """A point in (extended) well-known binary, written in hexadecimal."""
    try:
        data = bytes.fromhex(text)
        order = "<" if data[0] else ">"
        (kind,) = struct.unpack_from(f"{order}I", data, 1)
        has_srid = bool(kind & 0x20000000)
        srid = struct.unpack_from(f"{order}I", data, 5)[0] if has_srid else 4326
        x, y = struct.unpack_from(f"{order}dd", data, 9 if has_srid else 5)
    except (ValueError, struct.error):
        return None
    return _projected(x, y, srid) if kind & 0xFF == 1 and isfinite(x) and isfinite(y) else None


def _projected(x: float, y: float, srid: int) -> tuple[float, float] | None:
    if srid in (4326, 4258, 0):
        return y, x
    return from_mercator(x, y) if srid in (3857, 900913, 3785) and max(abs(x), abs(y)) <= _MERCATOR_EDGE else None


def from_mercator(x: float, y: float) -> tuple[float, float]:
    """Metres of the Web Mercator map (EPSG:3857) → (latitude, longitude) in degrees."""
    lat = degrees(2 * atan(exp(y / _MERCATOR_EDGE * pi)) - pi / 2)
    return lat, x / _MERCATOR_EDGE * 180


def check(lat: float, lng: float, written: str, address: Address) -> Reading:
    """The point as (latitude, longitude) rounded to six decimals; swapped and metric ones are put right and named."""
    if not (isfinite(lat) and isfinite(lng)):
        return no_point(written, address)
    if abs(lat) > 180 and abs(lng) > 180 and max(abs(lat), abs(lng)) <= _MERCATOR_EDGE:
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


def _misfit(lat: float, lng: float, address: Address) -> float:
    """How far from the address a point is, in kilometres; without postcode and town: 0 in the country, else much."""
    if abs(lat) > 90 or abs(lng) > 180:
        return 99_999.0
    if found := nearest_spot(address.spots, lat, lng):
        return found[0]
    return 0.0 if not address.boxes or any(box.holds(lat, lng) for box in address.boxes) else 9_999.0


def _from_metres(lat: float, lng: float, written: str, address: Address) -> Reading:
    """Easting and northing stand in either order; the one nearer to the address is meant."""
    points = [from_mercator(lng, lat), from_mercator(lat, lng)]
    best = min(points, key=lambda point: _misfit(*point, address))
    point = _point(*best)
    if _misfit(*best, address) > NEAR_KM or (not address.spots and not address.boxes):
        return no_point(written, address)
    return Reading(
        point,
        Message(
            _("“%(value)s” are metres of a web map, not degrees. They were read as %(point)s."),
            {"value": shown(written), "point": _text(point)},
        ),
        _text(point),
    )


def _out_of_range(lat: float, lng: float, written: str, address: Address) -> Reading:
    """A latitude ends at 90, a longitude at 180. Often the decimal sign got lost: then the address tells where it was."""
    shrunk = [
        (lat / 10**one, lng / 10**other)
        for one in range(9)
        for other in range(9)
        if (one == 0) == (abs(lat) <= 90) and (other == 0) == (abs(lng) <= 180)
    ]
    fitting = [point for point in shrunk if address.spots and _misfit(*point, address) <= NEAR_KM]
    return wrong(
        _("“%(value)s” is out of range: latitude goes to 90, longitude to 180 degrees. Look for a lost decimal sign."),
        {"value": shown(written)},
        _text(_point(*min(fitting, key=lambda point: _misfit(*point, address)))) if fitting else spot_text(address),
    )


def _beside_address(lat: float, lng: float, written: str, address: Address) -> Reading:
    here, swapped = _misfit(lat, lng, address), _misfit(lng, lat, address)
    if here <= NEAR_KM and abs(lat) <= 90:
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
