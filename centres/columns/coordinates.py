"""Coordinates as people and programs write them → degrees."""

import re
import struct
from math import atan, degrees, exp, isfinite, pi

from centres.columns import projections

MERCATOR_EDGE = 20_037_508.35  # metres from the middle of the Web Mercator map to its edge
_NUMBER = r"[-+−]?(?:\d+(?:[.,]\d+)?|[.,]\d+)"  # a spreadsheet may write -0.58 as -,58
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
_GEOJSON = re.compile(rf'"?coordinates"?\s*:\s*\[+\s*({_NUMBER})\s*,\s*({_NUMBER})')
_HEX = re.compile(r"(?:\\x)?(0[01][0-9A-Fa-f]{40,84})")
_SEPARATED = re.compile(rf"[\[({{]?\s*({_NUMBER})\s*(?:;|\s|,\s|/|\|)\s*({_NUMBER})\s*[\])}}]?")
_DOTTED = re.compile(r"[\[(]?\s*([-+−]?\d+\.\d+)\s*,\s*([-+−]?\d+\.\d+)\s*[\])]?")
# What map pages write into their addresses; the point of a place stands before the middle of the map.
_LINKS = tuple(
    re.compile(pattern.replace("N", r"(-?\d{1,3}\.\d+)"))
    for pattern in (
        r"!3dN!4dN",
        r"[?&](?:mlat|lat|latitude)=N&(?:amp;)?(?:mlon|lon|lng|longitude)=N",
        r"[?&](?:q|query|ll|sll|daddr|destination|center|cp|loc|marker|to)=(?:loc:)?N(?:,|%2C|~|%20|\+|;)+N",
        r"[/@]N,N",
        r"#(?:map=)?[\d.]+/N/N",
    )
)
_IS_LINK = re.compile(r"(?i)\s*(?:https?://|www\.|maps\.|goo\.gl)\S+\s*")
_GEO_URI = re.compile(rf"(?i)geo:\s*({_NUMBER}),\s*({_NUMBER})(?:[,;?].*)?")
_COMMAS = re.compile(r"[\[(]?\s*([-+−]?\d+,\d+)\s*,\s*([-+−]?\d+,\d+)\s*[\])]?")


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
    """(latitude, longitude) from one cell: WKT and WKB say longitude first, a plain pair, ``geo:`` and map links latitude.

    GeoJSON's geometry says longitude first too.
    """
    bare = text.strip()
    if match := _GEOJSON.search(bare):
        return _number(match[2]), _number(match[1])
    if match := _WKT.fullmatch(bare):
        return _projected(_number(match[2]), _number(match[3]), int((match[1] or "4326")[:6]))
    if match := _HEX.fullmatch(bare):
        return _from_wkb(match[1])
    if match := _GEO_URI.fullmatch(bare):
        return _number(match[1]), _number(match[2])
    if _IS_LINK.fullmatch(bare):
        return _from_link(bare)
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


def _from_link(link: str) -> tuple[float, float] | None:
    """The point in the address of a map page; the address itself is never followed."""
    found = next((match for pattern in _LINKS if (match := pattern.search(link))), None)
    return (float(found[1]), float(found[2])) if found else None


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
    if srid in (4326, 4258, 4979, 0):
        return y, x
    if srid in (3857, 900913, 3785):
        return from_mercator(x, y) if max(abs(x), abs(y)) <= MERCATOR_EDGE else None
    return projections.from_grid(x, y, srid)


def from_mercator(x: float, y: float) -> tuple[float, float]:
    """Metres of the Web Mercator map (EPSG:3857) → (latitude, longitude) in degrees."""
    lat = degrees(2 * atan(exp(y / MERCATOR_EDGE * pi)) - pi / 2)
    return lat, x / MERCATOR_EDGE * 180
