"""Places named in the middle of a sentence: exact names and postcodes only, for `search.places`."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from centres.gazetteer import find, store
from centres.gazetteer.fold import fold
from centres.gazetteer.reading import exactly_named, read_place
from core.i18n.languages import LANGUAGES
from search.places import Spot

LARGE = 100_000
"""People of a town whose name may be mistyped in the middle of a sentence."""


@lru_cache(maxsize=8192)
def spot_named(name: str, language: str) -> Spot | None:
    """The best known place of exactly this name, or of this postcode; `None` without one or without the gazetteer."""
    try:
        with store.reading():
            if any(sign.isdigit() for sign in name):
                return _by_code(name, language)
            best = exactly_named(name, language)
            return _spot(best.place, best.population, language) if best else None
    except store.GazetteerError:
        return None


@lru_cache(maxsize=8192)
def spot_alike(name: str, language: str) -> Spot | None:
    """A large town one slip away from a mistyped name; `None` without one or without the gazetteer."""
    try:
        with store.reading():
            for place in find.find_places(name, language, limit=3):
                spot = _spot(place, _people(place), language)
                if spot.people >= LARGE and any(OSA.distance(fold(name), fold(own)) == 1 for own in spot.names):
                    return spot
    except store.GazetteerError:
        return None
    return None


def _people(place: find.Place) -> int:
    row = store.connection().execute("SELECT population FROM place WHERE id = ?", (place.id,)).fetchone()
    return row[0] if row else 0


def _by_code(code: str, language: str) -> Spot | None:
    best = read_place(code, language, limit=1).best
    return _spot(best, find.WELL_KNOWN, language) if best and best.kind == "postcode" and best.score >= 95 else None


def _spot(place: find.Place, people: int, language: str) -> Spot:
    return Spot(
        label=place.name,
        names=_names(place),
        written=find.label(place, language),
        lat=place.lat,
        lng=place.lng,
        people=people,
        areas=place.within.members if place.within else (),
    )


def _names(place: find.Place) -> tuple[str, ...]:
    """What a town or an area is called in our languages and in its own."""
    table = "area" if place.within else "place"
    key = "code" if place.within else "id"
    columns = ", ".join(("name", *LANGUAGES))
    sql = f"SELECT {columns} FROM {table} WHERE {key} = ?"  # noqa: S608 - columns and tables of ours
    row = store.connection().execute(sql, (place.id,)).fetchone()
    return tuple(dict.fromkeys(name for name in row if name)) if row else (place.name,)
