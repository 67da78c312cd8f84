"""Where an address lies, as far as its postcode, town, region and country tell."""

from __future__ import annotations

from typing import NamedTuple

from centres.gazetteer import store
from centres.gazetteer.build_areas import OVERSEAS
from centres.gazetteer.fold import bare, fold
from centres.gazetteer.postcodes import normalise_code, spellings

MANY = 40
"""Towns of one name in a country that are looked at."""


class Spot(NamedTuple):
    """The smallest known subdivision (a country's code at least) and a town's point in degrees, or `None`."""

    code: str
    lat: float | None = None
    lng: float | None = None


def spots_of(country: str, region: str, postcode: str, town: str) -> list[Spot]:
    """Where an address may lie, likeliest first: its postcode's town, towns of that name, its region, its country.

    Empty when not even the country is known.
    """
    if not country:
        return []
    countries = (country, *(part for part, home in OVERSEAS.items() if home == country))
    return (
        _by_postcode(countries, postcode)
        or _by_town(countries, town, region)
        or _by_region(countries, region or town)
        or [Spot(country)]
    )


def _by_postcode(countries: tuple[str, ...], postcode: str) -> list[Spot]:
    sql = """SELECT place.area, postcode.lat, postcode.lng FROM postcode JOIN place ON place.id = postcode.place
             WHERE postcode.code = ? AND postcode.country = ?"""
    for country in countries if postcode else ():
        code = normalise_code(postcode, country)
        for of, spelling in spellings(code):
            if of in ("", country) and (row := store.connection().execute(sql, (spelling, country)).fetchone()):
                return [Spot(*row)]
    return []


def _by_town(countries: tuple[str, ...], town: str, region: str) -> list[Spot]:
    sql = f"""SELECT place.area, place.lat, place.lng FROM name JOIN place ON place.id = name.place
              WHERE name.folded = ? AND place.country IN ({",".join("?" * len(countries))})
              ORDER BY name.kind, place.population DESC LIMIT {MANY}"""  # noqa: S608
    folded = fold(town)
    found = [Spot(*row) for row in store.connection().execute(sql, (folded, *countries))] if folded else []
    if len(found) > 1 and region:
        inside = [one.code for one in _by_region(countries, region)]
        found.sort(key=lambda spot: not any(spot.code == one or spot.code.startswith(f"{one}.") for one in inside))
    return found


def _by_region(countries: tuple[str, ...], region: str) -> list[Spot]:
    sql = f"""SELECT area.code FROM area_name JOIN area ON area.code = area_name.code
              WHERE area_name.folded IN (?, ?) AND area.kind || area.box IN ('region', 'country')
              AND substr(area.members, 1, 2) IN ({",".join("?" * len(countries))}) AND instr(area.members, ' ') = 0
              ORDER BY length(area.code)"""  # noqa: S608
    folded = fold(region)
    values = (folded, bare(folded), *countries)
    return [Spot(code) for (code,) in store.connection().execute(sql, values)] if folded else []


def spot_near(country: str, lat: float, lng: float) -> Spot | None:
    """The town of the country nearest to a point, within some twenty kilometres."""
    countries = (country, *(part for part, home in OVERSEAS.items() if home == country))
    sql = f"""SELECT area, lat, lng FROM place WHERE lat BETWEEN ? AND ? AND lng BETWEEN ? AND ?
              AND country IN ({",".join("?" * len(countries))})
              ORDER BY (lat - ?) * (lat - ?) + 0.5 * (lng - ?) * (lng - ?) LIMIT 1"""  # noqa: S608
    box = (lat - 0.2, lat + 0.2, lng - 0.3, lng + 0.3)
    row = store.connection().execute(sql, (*box, *countries, lat, lat, lng, lng)).fetchone()
    return Spot(*row) if row else None
