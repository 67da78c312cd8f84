"""Fill the gazetteer's tables of countries, regions and islands, and of places outside it."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale

from centres.gazetteer.fold import bare, fold
from core.i18n.languages import LANGUAGES

OVERSEAS = {"RE": "FR", "GP": "FR", "MQ": "FR", "GF": "FR", "YT": "FR"}
"""Departments that are countries of their own in the source, and where they belong."""
TOWNS_ONLY = frozenset(
    {"AD", "GF", "GP", "IS", "LI", "LT", "LV", "MC", "ME", "MK", "MQ", "MT", "RE", "SI", "SM", "XK", "YT"}
)
"""Where the first level are municipalities, or the same as the country: a town of that name is meant."""
SOVEREIGN = 10_000_000
"""How well known a country outside the gazetteer is, in people."""

SCHEMA = """
CREATE TABLE area (code TEXT PRIMARY KEY, kind TEXT NOT NULL, country TEXT NOT NULL, members TEXT NOT NULL,
    box TEXT NOT NULL, lat REAL NOT NULL, lng REAL NOT NULL, west REAL NOT NULL, south REAL NOT NULL,
    east REAL NOT NULL, north REAL NOT NULL, population INTEGER NOT NULL, name TEXT NOT NULL,
    fr TEXT, nl TEXT, it TEXT, pt TEXT, hr TEXT, en TEXT) WITHOUT ROWID;
CREATE TABLE area_name (folded TEXT NOT NULL, code TEXT NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (folded, code))
    WITHOUT ROWID;
CREATE TABLE outside (folded TEXT PRIMARY KEY, population INTEGER NOT NULL, country TEXT NOT NULL, name TEXT NOT NULL,
    fr TEXT, nl TEXT, it TEXT, pt TEXT, hr TEXT, en TEXT) WITHOUT ROWID;
"""
Rows = Callable[[str], Iterator[list[str]]]


@dataclass(slots=True)
class Extent:
    """What the towns of an area tell of it: people, limits in degrees, and where most of them live."""

    population: int = 0
    west: float = 180.0
    south: float = 90.0
    east: float = -180.0
    north: float = -90.0
    largest: tuple[int, float, float] = (-1, 0.0, 0.0)

    def add(self, lat: float, lng: float, people: int) -> None:
        self.population += people
        self.west, self.east = min(self.west, lng), max(self.east, lng)
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.largest = max(self.largest, (people, lat, lng))


@dataclass(slots=True)
class Draft:
    """An area before it is written. `members`: codes of subdivisions or countries; `names` in the six languages."""

    code: str
    kind: str
    country: str
    members: list[str]
    name: str
    names: list[str]
    others: list[str]
    box: tuple[float, ...] = ()
    extent: Extent = field(default_factory=Extent)

    def covers(self, code: str, lat: float, lng: float) -> bool:
        inside = any(code == one or code.startswith(f"{one}.") for one in self.members)
        west, south, east, north = self.box or (-180.0, -90.0, 180.0, 90.0)
        return inside and west <= lng <= east and south <= lat <= north


def own_areas(path: Path) -> Iterator[Draft]:
    """Landscapes, former regions and islands, from the table written by hand."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            names = [row[language] for language in LANGUAGES]
            box = tuple(float(part) for part in row["box"].split(",")) if row["box"] else ()
            members = row["members"].split() or [row["country"]]
            others = [other for other in row["others"].split("|") if other]
            yield Draft(row["code"], "region", row["country"], members, names[-1], names, others, box)


def countries(codes: Iterable[str], languages: Iterable[str], aliases: dict[str, str]) -> Iterator[Draft]:
    """The countries served, by all the names people write."""
    locales = {language: Locale.parse(language).territories for language in (*LANGUAGES, *languages)}
    for code in sorted(codes):
        members = [code, *(one for one, home in OVERSEAS.items() if home == code)]
        names = [locales[language].get(code, code) for language in LANGUAGES]
        others = [locales[language].get(code, "") for language in locales]
        others += [alias for alias, one in aliases.items() if one == code and alias != "england"]
        yield Draft(
            code,
            "region" if code in OVERSEAS else "country",
            OVERSEAS.get(code, code),
            members,
            names[-1],
            names,
            others,
        )


def _subdivisions(rows: Rows) -> Iterator[Draft]:
    for code, name, *names, others in rows("areas"):
        if code[:2] not in TOWNS_ONLY:
            yield Draft(code, "region", code[:2], [code], name, names, others.split("|"))


def _drafts(rows: Rows, own: Path, country_drafts: Iterable[Draft]) -> list[Draft]:
    """All areas; a name written by hand for one whole subdivision or country becomes its name."""
    found = {draft.code: draft for draft in (*_subdivisions(rows), *country_drafts)}
    for draft in own_areas(own):
        same = found.get(draft.members[0]) if len(draft.members) == 1 and not draft.box else None
        if same and {fold(same.name), *map(fold, same.names)} & set(map(fold, draft.names)):
            same.others += [*same.names, *draft.others]
            same.names = draft.names
        else:
            found[draft.code] = draft
    return list(found.values())


def fill_areas(connection: sqlite3.Connection, rows: Rows, own: Path, country_drafts: Iterable[Draft]) -> None:
    """Fill the tables area and area_name; the table place must be filled."""
    drafts = _drafts(rows, own, country_drafts)
    by_member: dict[str, list[Draft]] = {}
    for draft in drafts:
        for member in draft.members:
            by_member.setdefault(member, []).append(draft)
    for code, lat, lng, people in connection.execute("SELECT area, lat, lng, population FROM place"):
        steps = code.split(".")
        for end in range(1, len(steps) + 1):
            for draft in by_member.get(".".join(steps[:end]), ()):
                if draft.covers(code, lat, lng):
                    draft.extent.add(lat, lng, people)
    for draft in drafts:
        if draft.extent.largest[0] >= 0:
            _write(connection, draft)


def _write(connection: sqlite3.Connection, draft: Draft) -> None:
    extent = draft.extent
    _, lat, lng = extent.largest
    limits = draft.box or (extent.west, extent.south, extent.east, extent.north)
    values = (
        draft.code, draft.kind, draft.country, " ".join(draft.members), ",".join(map(str, draft.box)), lat, lng, *limits,
        extent.population, draft.name, *(name or None for name in draft.names),
    )  # fmt: skip
    connection.execute(f"INSERT INTO area VALUES ({','.join('?' * len(values))})", values)  # noqa: S608
    own = {fold(name) for name in (draft.name, *draft.names) if name}
    others = {fold(name) for name in draft.others if name}
    if draft.kind == "region":
        others |= {bare(name) for name in own | others}
    named = [(name, draft.code, int(name not in own)) for name in own | others if len(name) > 1]
    connection.executemany("INSERT INTO area_name VALUES (?, ?, ?)", named)


def fill_outside(connection: sqlite3.Connection, rows: Rows, served: frozenset[str]) -> None:
    """Fill the table of large towns, states and countries outside; of one name, the best known."""
    locales = [Locale.parse(language).territories for language in LANGUAGES]
    found: list[tuple[int, str, list[str], str]] = []
    for code, name in Locale.parse("en").territories.items():
        if (
            len(code) == 2
            and code.isalpha()
            and code not in served
            and code not in ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB")
        ):
            found.append((SOVEREIGN, code, [name, *(names.get(code, "") for names in locales)], ""))
    for country, people, name, *names, others in rows("outside"):
        found.append((int(people), country, [name, *names], others))
    found.sort(key=lambda row: -row[0])
    for people, country, names, others in found:
        folded = {fold(name) for name in (*names, *others.split("|")) if name}
        connection.executemany(
            "INSERT OR IGNORE INTO outside VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (name, people, country, names[0], *(one or None for one in names[1:]))
                for name in folded
                if len(name) > 2
            ],
        )
