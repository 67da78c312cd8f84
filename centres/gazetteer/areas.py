"""Countries, regions, provinces, cantons and islands: found by name, and what lies in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from centres.gazetteer import store
from core.i18n.languages import LANGUAGES

ALIKE = 0.8
"""From here a name may be a typing error of an area's, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Within:
    """What an area holds: everything whose code is one of `members` or lies below it, inside `box` when there is one.

    `box` and `limits` are west, south, east, north in degrees; `limits` enclose the area roughly.
    """

    members: tuple[str, ...]
    box: tuple[float, float, float, float] | None
    limits: tuple[float, float, float, float]

    def covers(self, code: str) -> bool:
        """Whether a subdivision lies in one of the members."""
        return any(code == one or code.startswith(f"{one}.") for one in self.members)

    def may_cover(self, code: str) -> bool:
        """Whether a subdivision lies in a member or holds one."""
        return self.covers(code) or any(one.startswith(f"{code}.") for one in self.members)


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a part of one. `kind` is ``country`` or ``region``; `lat`, `lng` are its largest town's."""

    code: str
    kind: str
    country: str
    name: str
    language: str
    lat: float
    lng: float
    population: int
    within: Within


def _area(row: tuple, language: str) -> Area:
    code, kind, country, members, box, lat, lng, west, south, east, north, population, own, named = row
    limits = (west, south, east, north)
    within = Within(tuple(members.split()), limits if box else None, limits)
    return Area(code, kind, country, named or own, language if named else "", lat, lng, population, within)


def _select(language: str, condition: str, *values: str) -> list[Area]:
    column = language if language in LANGUAGES else "name"
    sql = f"""SELECT code, kind, country, members, box, lat, lng, west, south, east, north, population, name, {column}
              FROM area WHERE {condition} ORDER BY population DESC"""  # noqa: S608 - conditions of this module only
    return [_area(row, language) for row in store.connection().execute(sql, values)]


def areas_named(folded: str, language: str) -> list[tuple[bool, Area]]:
    """Pairs (whether it is the name in its own or one of the six languages, area) with this name, most people first."""
    sql = "SELECT code FROM area_name WHERE folded = ? AND kind = 0"
    own = {row[0] for row in store.connection().execute(sql, (folded,))}
    found = _select(language, "code IN (SELECT code FROM area_name WHERE folded = ?)", folded)
    return [(area.code in own, area) for area in found]


def area_of_code(code: str, language: str) -> Area | None:
    """The area with this code (``FR``, ``FR.52.44``, ``own-krk``)."""
    return next(iter(_select(language, "code = ?", code)), None)


def areas_like(folded: str, language: str) -> list[tuple[float, Area]]:
    """Pairs (likeness 0 to 1, area) whose name may be meant by a typing error, the likest first."""
    found = process.extract(folded, _names(store.path()), scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=4)
    return [(alike, area) for name, alike, _ in found for _, area in areas_named(name, language)]


@lru_cache(maxsize=2)
def _names(path: Path) -> list[str]:
    rows = store.connection().execute("SELECT DISTINCT folded FROM area_name WHERE length(folded) > 3")
    return [row[0] for row in rows]
