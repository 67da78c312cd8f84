"""In which country the centres of a table are when it does not say so: by postcodes, towns, regions, telephones and addresses."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from centres.gazetteer import distance_km, store
from centres.gazetteer.fold import fold
from centres.gazetteer.postcodes import normalise_code, spellings
from centres.importing.cells import values
from centres.importing.cells.addresses import split
from centres.importing.fields import ADDRESS
from centres.importing.tables.table import Row
from core.countries import CODES

_CLEAR = 0.7
"""So much of what the rows say must speak for one country."""
_CLOSE_KM = 30
_DIALLING = {
    "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES", "351": "PT", "352": "LU", "353": "IE", "354": "IS", "355": "AL",
    "356": "MT", "357": "CY", "358": "FI", "359": "BG", "36": "HU", "370": "LT", "371": "LV", "372": "EE", "381": "RS",
    "382": "ME", "385": "HR", "386": "SI", "387": "BA", "389": "MK", "39": "IT", "40": "RO", "41": "CH", "420": "CZ", "421": "SK",
    "423": "LI", "43": "AT", "44": "GB", "45": "DK", "46": "SE", "47": "NO", "48": "PL", "49": "DE", "90": "TR",
}  # fmt: skip
_PREFIX = re.compile(r"^\(?(?:\+|00)\s?(\d{2,3})")
_HOST_END = re.compile(r"(?i)[\w-]\.([a-z]{2})(?=[/:?\s]|$)")


@dataclass(frozen=True, slots=True)
class LikelyCountry:
    """``code``: ISO 3166-1; ``rows``: how many rows speak for it, of so many that say anything (``of``)."""

    code: str
    rows: int
    of: int


def likely_country(rows: Iterable[Row], mapping: Mapping[int, str]) -> LikelyCountry | None:
    """The country that nearly all rows without one speak for; ``None`` when they do not agree, or say too little."""
    at: dict[str, list[int]] = {}
    for number, name in mapping.items():
        at.setdefault(name, []).append(number)
    votes: dict[str, float] = {}
    speaking: Counter[str] = Counter()
    said = 0
    for row in rows:
        cells = {
            name: [row.cells[n] for n in places if not values.is_empty(row.cells[n])] for name, places in at.items()
        }
        if cells.get("country") or not (found := _of_row(cells)):
            continue
        said += 1
        votes |= {code: votes.get(code, 0) + weight for code, weight in found.items()}
        speaking.update(code for code, weight in found.items() if weight == max(found.values()))
    best = max(votes, key=lambda code: votes[code], default="")
    if not best or votes[best] < _CLEAR * sum(votes.values()) or best not in CODES:
        return None
    return LikelyCountry(best, speaking[best], said)


def _of_row(cells: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Country → how much of the row speaks for it; what fits several countries counts for each of them less."""
    votes: dict[str, float] = {}
    for countries in _evidence({name: found[0] for name, found in cells.items() if found}):
        for code in countries:
            votes[code] = votes.get(code, 0) + 1 / len(countries) ** 2
    return votes


def _evidence(cells: Mapping[str, str]) -> Iterable[set[str]]:
    address = split(cells.get(ADDRESS, ""))
    postcode, town = cells.get("postcode", address.postcode), cells.get("city", address.city)
    yield _of_place(postcode, town)
    yield _of_area(cells.get("region", ""))
    if match := _PREFIX.match(cells.get("phone", "")):
        yield {_DIALLING.get(match[1]) or _DIALLING.get(match[1][:2], "")} - {""}
    for name in ("website", "email"):
        if match := _HOST_END.search(cells.get(name, "")):
            yield {{"uk": "GB", "el": "GR"}.get(match[1].lower(), match[1].upper())} & set(CODES)


def _of_place(postcode: str, town: str) -> set[str]:
    """Countries with this postcode near a town of this name; those of one of both when the other is not known."""
    points = _points_of(postcode)
    sql = """SELECT place.country, place.lat, place.lng FROM name JOIN place ON place.id = name.place
             WHERE name.folded = ? LIMIT 300"""
    towns = store.connection().execute(sql, (fold(town),)).fetchall() if town else []
    both = {
        country
        for country, lat, lng in towns
        if country in points and distance_km(lat, lng, *points[country]) <= _CLOSE_KM
    }
    return both or (set(points) if not towns else {country for country, _lat, _lng in towns})


def _points_of(postcode: str) -> dict[str, tuple[float, float]]:
    code = normalise_code(postcode)
    found: dict[str, tuple[float, float]] = {}
    for _country, spelling in spellings(code) if len(code) > 2 else ():
        sql = "SELECT country, lat, lng FROM postcode WHERE code = ?"
        found |= {country: (lat, lng) for country, lat, lng in store.connection().execute(sql, (spelling,))}
    return found


def _of_area(region: str) -> set[str]:
    sql = "SELECT area.country FROM area_name JOIN area ON area.code = area_name.code WHERE area_name.folded = ?"
    return {country for (country,) in store.connection().execute(sql, (fold(region),))} if region else set()
