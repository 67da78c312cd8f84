"""Turn the committed tables of centres/gazetteer/data/ into the SQLite file that answers questions about places.

Run as ``python -m centres.gazetteer TARGET``. The file appears under its name only when it is whole.
"""

from __future__ import annotations

import fcntl
import lzma
import math
import os
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from babel import Locale

from centres.gazetteer import build_areas
from centres.gazetteer.fold import fold
from core.i18n.languages import LANGUAGES

DATA = Path(__file__).resolve().parent / "data"
# More languages in which people write the name of a country.
COUNTRY_LANGUAGES = (*LANGUAGES, "de", "es", "pl", "ro", "sl", "da", "sv", "nb", "fi", "cs", "sk", "hu", "sq", "bs")
COUNTRY_ALIASES = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "holland": "NL",
    "hollande": "NL",
    "olanda": "NL",
}
LAYOUT = 3  # raise it when the SQLite layout or the folding changes
OWN_NAME, OTHER_NAME = 0, 1

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, country TEXT NOT NULL, area TEXT NOT NULL, region TEXT NOT NULL,
    lat REAL NOT NULL, lng REAL NOT NULL, population INTEGER NOT NULL, name TEXT NOT NULL,
    fr TEXT, nl TEXT, it TEXT, pt TEXT, hr TEXT, en TEXT);
CREATE TABLE name (id INTEGER PRIMARY KEY, folded TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL,
    population INTEGER NOT NULL);
CREATE TABLE postcode (code TEXT NOT NULL, country TEXT NOT NULL, lat REAL NOT NULL, lng REAL NOT NULL,
    place INTEGER, name TEXT NOT NULL, PRIMARY KEY (code, country)) WITHOUT ROWID;
CREATE TABLE country (folded TEXT PRIMARY KEY, code TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gram (gram TEXT PRIMARY KEY, names BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE weights (lengths BLOB NOT NULL, fame BLOB NOT NULL);
"""
INDEXES = """
CREATE INDEX name_folded ON name (folded, kind, population, place);
CREATE INDEX area_name_code ON area_name (code);
CREATE INDEX place_lat ON place (lat);
CREATE INDEX place_country ON place (country, population);
"""


def version() -> str:
    """What a built file must carry to be current: the layout and the checksum of the tables."""
    return f"{LAYOUT}-{(DATA / 'version.txt').read_text().strip()}"


def rows(table: str) -> Iterator[list[str]]:
    """The rows of a committed table as lists of text."""
    with lzma.open(DATA / f"{table}.tsv.xz", "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n").split("\t")


def grams(folded: str) -> set[str]:
    """The pairs of neighbouring characters of a folded name, its two ends marked; spaces do not count.

    Pairs survive one typing error in a short name, where longer pieces would all be hit.
    """
    marked = f"^{folded.replace(' ', '')}$"
    return {marked[index : index + 2] for index in range(len(marked) - 1)}


def fame(population: int) -> int:
    """How well known a place is, 0 to 255, by the order of magnitude of its population."""
    return min(255, round(36 * math.log10(population + 10)))


def build(target: Path) -> None:
    """Build the file at `target`, replacing an older one in one step. Takes some ten seconds."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    connection = sqlite3.connect(temporary)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA + build_areas.SCHEMA)
        fill_places(connection)
        connection.executemany(
            "INSERT INTO postcode VALUES (?, ?, ?, ?, ?, ?)",
            (
                (code, country, lat, lng, place or None, name)
                for country, code, lat, lng, place, name in rows("postcodes")
            ),
        )
        codes = frozenset(code for (code,) in connection.execute("SELECT DISTINCT country FROM place"))
        connection.executemany("INSERT OR IGNORE INTO country VALUES (?, ?)", country_names(codes))
        drafts = build_areas.countries(codes, COUNTRY_LANGUAGES, COUNTRY_ALIASES)
        build_areas.fill_areas(connection, rows, DATA / "own_areas.tsv", drafts)
        build_areas.fill_outside(connection, rows, codes)
        connection.execute("CREATE TABLE built (version TEXT NOT NULL)")
        connection.execute("INSERT INTO built VALUES (?)", (version(),))
        connection.executescript(INDEXES)
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()
    temporary.replace(target)


def fill_places(connection: sqlite3.Connection) -> None:
    """Fill the tables place, name, gram and weights."""
    regions = {code: name for code, name, *_ in rows("areas")}
    postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
    lengths, fames = bytearray(), bytearray()
    for row in rows("places"):
        place, country, area, lat, lng, people, own, *names, others = row
        population = int(people)
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                place,
                country,
                area,
                _region(area, regions),
                lat,
                lng,
                population,
                own,
                *(name or None for name in names),
            ),
        )
        kinds = {fold(name): OTHER_NAME for name in others.split("|") if name}
        kinds.update({fold(name): OWN_NAME for name in (own, *names) if name})
        kinds.pop("", None)
        for folded, kind in kinds.items():
            number = len(lengths)
            connection.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?)", (number, folded, place, kind, population))
            found = grams(folded)
            lengths.append(min(255, len(found)))
            fames.append(fame(population))
            for gram in found:
                postings[gram].append(number)
    connection.executemany(
        "INSERT INTO gram VALUES (?, ?)", ((gram, found.tobytes()) for gram, found in postings.items())
    )
    connection.execute("INSERT INTO weights VALUES (?, ?)", (bytes(lengths), bytes(fames)))


def _region(area: str, regions: dict[str, str]) -> str:
    """The name of the largest part of the country that an area's code lies in, or an empty text."""
    steps = area.split(".")
    return next((regions[code] for end in range(2, len(steps) + 1) if (code := ".".join(steps[:end])) in regions), "")


def country_names(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a folded country name and its code, in every language people may write it."""
    for language in COUNTRY_LANGUAGES:
        names = Locale.parse(language).territories
        yield from ((fold(names[code]), code) for code in sorted(codes) if code in names)
    yield from COUNTRY_ALIASES.items()


@contextmanager
def lock(target: Path) -> Generator[None]:
    """Let one process build at a time; the others wait."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(target.name + ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def is_current(target: Path) -> bool:
    """Whether `target` was built from the tables at hand."""
    if not target.exists():
        return False
    connection = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT version FROM built").fetchone() == (version(),)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def build_if_needed(target: Path) -> bool:
    """Build `target` unless it is current; True when it was built."""
    with lock(target):
        if is_current(target):
            return False
        build(target)
        return True
