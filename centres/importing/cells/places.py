"""Where the gazetteer says a row is, to compare its point with. Every place is looked up once for a file."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_noop as _
from rapidfuzz import fuzz, process

from centres.gazetteer import GazetteerError, distance_km, find_places, store
from centres.gazetteer.fold import fold
from centres.gazetteer.postcodes import normalise_code, spellings
from centres.importing.tables.table import FileRefused

_fold = lru_cache(maxsize=20_000)(fold)
_MAIL_SORTING = re.compile(r"(?i)\s+cedex\b.*")
KEPT = 50_000
GUESSES = 300
"""Names with typing errors that are searched for in one file: each costs some 15 ms, the rest goes unnamed."""
SURE = 70
CLOSE_KM = 30
MARGIN = 0.5
"""Degrees around a country's places that still count as in it."""


@contextmanager
def places_at_hand() -> Generator[None]:
    """While a table is judged by towns and postcodes. Raises FileRefused when the file of places is missing or broken."""
    try:
        with store.reading():
            store.connection()
            yield
    except GazetteerError as error:
        raise FileRefused(
            _(
                "Tables cannot be judged now: the portal’s file of towns and postcodes is missing. Ask who runs the portal to build it (manage.py build_gazetteer), then try again."
            )
        ) from error


@dataclass(frozen=True, slots=True)
class Spot:
    """A position the gazetteer knows for the row, and how it is called there."""

    lat: float
    lng: float
    name: str


# The overseas departments are in France, but have codes of their own in the gazetteer.
PARTS = {"FR": ("FR", "RE", "GP", "MQ", "GF", "YT")}


@dataclass(frozen=True, slots=True)
class Box:
    """The smallest and largest latitude and longitude of a country's places, with a margin."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lng: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lng <= self.east


class Places:
    """Looks places up for one file, each only once."""

    def __init__(self) -> None:
        self._spots: dict[tuple[str, str, str], tuple[Spot, ...]] = {}
        self._towns: dict[tuple[str, str], str | None] = {}
        self._left = GUESSES

    def spots(self, country: str, postcode: str, town: str) -> tuple[Spot, ...]:
        """Positions of the postcode and of all towns of that name in the country; none when nothing is known."""
        key = (country, postcode, town)
        if key not in self._spots:
            if len(self._spots) >= KEPT:
                self._spots.clear()
            self._spots[key] = _spots(country, postcode, town) if country else ()
        return self._spots[key]

    def nearest_town(self, country: str, town: str) -> str | None:
        """The town most likely meant by a name nobody bears in the country; None when there is no likely one."""
        key = (country, town)
        if key not in self._towns:
            self._towns[key] = self._guess(country, town)
        return self._towns[key]

    def are_close(self, country: str, postcode: str, town: str) -> bool:
        """Whether a town of that name is near the postcode; True when the postcode is not known."""
        there = self.spots(country, postcode, "")
        here = self.spots(country, "", town)
        return not there or any((nearest_spot(there, spot.lat, spot.lng) or (0.0,))[0] <= CLOSE_KM for spot in here)

    def _guess(self, country: str, town: str) -> str | None:
        if self._left <= 0 or len(fold(town)) < 3:
            return None
        self._left -= 1
        found = find_places(town, "en", limit=1, countries=(country,))
        if not found or found[0].score < SURE:
            return None
        row = store.connection().execute("SELECT name FROM place WHERE id = ?", (found[0].id,)).fetchone()
        return row[0] if row else found[0].name

    def nearest_postcode(self, country: str, town: str, written: str) -> str | None:
        """The postcode of the town that looks most like what is written; None when the town's are not known."""
        if self._left <= 0 or not country or not town:
            return None
        self._left -= 1
        sql = """SELECT code FROM postcode WHERE country = ? AND place IN (SELECT place.id FROM name JOIN place
                 ON place.id = name.place WHERE name.folded = ? AND place.country = ?)"""
        codes = [row[0] for row in store.connection().execute(sql, (country, fold(town), country))]
        return process.extractOne(normalise_code(written), codes, scorer=fuzz.ratio)[0] if codes else None


def nearest_spot(spots: tuple[Spot, ...], lat: float, lng: float) -> tuple[float, Spot] | None:
    """The nearest spot and how many kilometres away it is."""
    distances = [(distance_km(lat, lng, spot.lat, spot.lng), number) for number, spot in enumerate(spots)]
    if not distances:
        return None
    km, number = min(distances)
    return km, spots[number]


def _spots(country: str, postcode: str, town: str) -> tuple[Spot, ...]:
    parts = PARTS.get(country, (country,))
    return tuple(spot for part in parts for spot in (*_by_postcode(part, postcode), *_by_name(part, town)))


def _by_postcode(country: str, postcode: str) -> list[Spot]:
    code = normalise_code(postcode, country)
    for _country, spelling in [pair for pair in spellings(code) if pair[0] in ("", country)] if code else []:
        row = (
            store.connection()
            .execute("SELECT lat, lng FROM postcode WHERE code = ? AND country = ?", (spelling, country))
            .fetchone()
        )
        if row:
            return [Spot(row[0], row[1], postcode)]
    return []


def _by_name(country: str, town: str) -> list[Spot]:
    sql = """SELECT place.lat, place.lng, place.name FROM name JOIN place ON place.id = name.place
             WHERE name.folded = ? AND place.country = ? LIMIT 100"""
    names = dict.fromkeys(
        _fold(part) for part in (town, _MAIL_SORTING.sub("", town), town.split("(")[0], *town.split("/"))
    )
    for folded in names:
        if folded and (rows := store.connection().execute(sql, (folded, country)).fetchall()):
            return [Spot(*row) for row in rows]
    return []


@lru_cache(maxsize=128)
def boxes_of(country: str) -> tuple[Box, ...]:
    """The boxes of a country and its parts overseas; none when no place of it is known."""
    sql = "SELECT min(lat), max(lat), min(lng), max(lng) FROM place WHERE country = ?"
    found = (store.connection().execute(sql, (part,)).fetchone() for part in PARTS.get(country, (country,)))
    return tuple(
        Box(south - MARGIN, north + MARGIN, west - MARGIN, east + MARGIN)
        for south, north, west, east in found
        if south is not None
    )
