"""Find places by what people type: names in six languages, with typing errors, and postcodes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.utils.translation import pgettext
from rapidfuzz.distance import OSA, JaroWinkler

from centres.gazetteer import store
from centres.gazetteer.areas import Within
from centres.gazetteer.build import OTHER_NAME, OWN_NAME, grams
from centres.gazetteer.fold import fold
from centres.gazetteer.postcodes import spellings, split_code
from core.countries import country_name
from core.distance import bounding_box, distance_km
from core.i18n.languages import LANGUAGES

# Where a language is at home: of two places as good, the one there comes first.
HOME_COUNTRIES = {
    "fr": ("FR", "BE", "CH", "LU", "MC", "RE", "GP", "MQ", "GF", "YT"),
    "nl": ("NL", "BE"),
    "it": ("IT", "CH", "SM"),
    "pt": ("PT",),
    "hr": ("HR", "BA"),
    "en": ("GB", "IE", "MT"),
}
MAX_QUERY = 200
SURE = 72  # the score from which one answer may be taken without asking
WELL_KNOWN = 20_000  # people; the very name of a smaller place may still be a typing error for a larger one
VILLAGE = 2_000
"""People from which a place of the same name must be told from a region."""
POSSIBLE = 55  # below this a name is no typing error of another


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A town, a postcode area, a region or a country. `lat` and `lng` are degrees (WGS 84); `name` is in the language asked for.

    `kind` is ``city``, ``postcode``, ``region`` or ``country``; only the last two have `within`, and the point of their
    largest town. `score` tells how well the place fits the query, 0 to 100; 100 is the very name or code.
    `language` is the language of `name`, empty when it is the place's own name.
    """

    id: str
    name: str
    country: str
    region: str
    lat: float
    lng: float
    kind: str
    score: float
    language: str = ""
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query taken apart: the postcode, the folded name, and countries or regions named beside it.

    `whole` is the name with the country that was taken off its end; empty when none was.
    """

    code: str
    name: str
    countries: frozenset[str]
    hints: tuple[str, ...]
    whole: str = ""


def find_places(query: str, language: str, limit: int = 5, countries: tuple[str, ...] | None = None) -> list[Place]:
    """The places that fit `query` best, named in `language`; at most `limit`, never an error for any text.

    `countries` (ISO codes) keeps only places there. Towns and postcodes only; `read_place` knows areas and addresses.
    Raises GazetteerError without the file.
    """
    wanted = language.split("-")[0]
    wanted = wanted if wanted in LANGUAGES else "en"
    cleaned = " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", query[: 4 * MAX_QUERY]).split())[:MAX_QUERY]
    only = frozenset(countries) if countries else frozenset()
    with store.reading():
        return list(_find(cleaned, wanted, max(0, limit), only)) if cleaned else []


def resolve(query: str, language: str) -> Place | None:
    """The one place a visitor most likely means, or None when nothing fits well enough."""
    found = find_places(query, language, limit=1)
    return found[0] if found and found[0].score >= SURE else None


def label(place: Place, language: str) -> str:
    """How a form writes the place: with its region at home, with its country elsewhere; `resolve` reads it back."""
    if place.kind == "country":
        told = pgettext("after a place's name", "%(name)s (country)") % {"name": place.name}
        return told if _is_also_a_town(place.name) else place.name
    if place.kind == "region":
        return _label_of_region(place, language)
    at_home = place.country in HOME_COUNTRIES.get(language.split("-")[0], ())[:1]
    where = place.region if at_home and place.region and place.kind == "city" else country_name(place.country, language)
    return place.name if where == place.name else f"{place.name}, {where}"


def _is_also_a_town(name: str) -> bool:
    return any(kind == OWN_NAME and people >= VILLAGE for _, kind, people in _exact(fold(name)))


def _label_of_region(place: Place, language: str) -> str:
    """With the word "region" when a town bears the same name."""
    name = place.name
    if _is_also_a_town(name):
        name = pgettext("after a place's name", "%(name)s (region)") % {"name": name}
    country = country_name(place.country, language)
    return name if country == place.name else f"{name}, {country}"


def place_by_id(place_id: str, language: str) -> Place | None:
    """The place with this `id` (a GeoNames number, or a postcode such as FR-75019), or None."""
    if re.fullmatch(r"[0-9]{1,12}", place_id):
        found = _places({int(place_id): 100.0}, language)
        return found[0] if found else None
    country, _, code = place_id.partition("-")
    found = [place for place in _postcodes(code, "", language, frozenset({country})) if place.id == place_id]
    return found[0] if found else None


def place_near(lat: float, lng: float, language: str = "en") -> Place | None:
    """The town to name for a position: the nearest, a larger one preferred when it is hardly farther."""
    for radius in (5, 20, 80, 300):
        west, south, east, north = bounding_box(lat, lng, radius)
        rows = store.connection().execute(
            "SELECT id, lat, lng, population FROM place WHERE lat BETWEEN ? AND ? AND lng BETWEEN ? AND ?",
            (south, north, west, east),
        )
        ranked = [(distance_km(lat, lng, y, x) - 1.2 * math.log10(people + 10), place) for place, y, x, people in rows]
        if ranked:
            return _places({min(ranked)[1]: 100.0}, language)[0]
    return None


@lru_cache(maxsize=1024)
def _find(query: str, language: str, limit: int, only: frozenset[str]) -> tuple[Place, ...]:
    question = _understand(query)
    found: list[Place] = []
    if question.code:
        beside = " ".join((question.name, *question.hints))
        found = _postcodes(question.code, beside.strip(), language, only | question.countries)
    if question.name and (not found or found[0].score < SURE):
        found += _named(question, language, limit, only)
        if question.whole:
            # Hoek van Holland ends in the name of a country and is a town.
            found += _named(Question("", question.whole, frozenset(), ()), language, limit, only)
    elif not question.name and not question.code and question.countries:
        found = _largest(question.countries, language, limit)
    best: dict[str, Place] = {}
    for place in sorted(found, key=lambda place: -place.score):
        best.setdefault(place.id, place)
    return tuple(best.values())[:limit]


def _understand(query: str) -> Question:
    """Take a query apart. A country's name counts as such only beside something else, or when no place has it."""
    code, rest = split_code(query)
    parts = [folded for folded in (fold(part) for part in re.split(r"[,;/()]+", rest)) if folded]
    head, *hints = parts or [""]
    words = [word for word in head.split() if not any(character.isdigit() for character in word)]
    head = " ".join(words) or head
    countries = {country for hint in hints if (country := _country(hint))}
    whole = ""
    for cut in range(1, min(4, len(words)) if not _country(head) else 0):
        if country := _country(" ".join(words[-cut:])):
            countries.add(country)
            whole, head = head, " ".join(words[:-cut])
            break
    country = _country(head) if head and (code or not hints) else ""
    if country and (code or not _is_meant(head, country)):
        head, countries = "", {country}
    hints = [hint for hint in hints if not _country(hint)]
    return Question(code, head, frozenset(countries), tuple(hints), whole)


def _country(folded: str) -> str:
    row = store.connection().execute("SELECT code FROM country WHERE folded = ?", (folded,)).fetchone()
    return row[0] if row else ""


def _exact(folded: str) -> list[tuple[int, int, int]]:
    """Triples (place, kind of name, population) that bear exactly this folded name."""
    sql = "SELECT place, kind, population FROM name WHERE folded = ? ORDER BY kind, population DESC LIMIT 200"
    return store.connection().execute(sql, (folded,)).fetchall()


def _is_meant(folded: str, country: str) -> bool:
    """Whether a town is meant rather than the country of that name: a large one, or one in that very country."""
    sql = """SELECT 1 FROM name JOIN place ON place.id = name.place
             WHERE folded = ? AND (name.population >= ? OR place.country = ?) LIMIT 1"""
    return store.connection().execute(sql, (folded, WELL_KNOWN, country)).fetchone() is not None


def _named(question: Question, language: str, limit: int, only: frozenset[str]) -> list[Place]:
    """Places by name: the exact name, the beginning of a name, a name with typing errors."""
    quality: dict[int, float] = {}
    exact = _exact(question.name)
    for place, kind, _population in exact:
        quality[place] = max(quality.get(place, 0.0), 90.0 if kind == OTHER_NAME else 100.0)
    for place, score in _beginning(question.name, only):
        quality[place] = max(quality.get(place, 0.0), score)
    if len(question.name) >= 3 and max((people for _, _, people in exact), default=0) < WELL_KNOWN:
        for place, score in _similar(question.name):
            quality[place] = max(quality.get(place, 0.0), score)
    return _ranked(quality, question, language, limit, only)


def _beginning(folded: str, only: frozenset[str]) -> list[tuple[int, float]]:
    """Pairs (place, quality) whose name begins so; the nearer to the whole name the better."""
    marks = ",".join("?" * len(only))
    within = f"AND place IN (SELECT id FROM place WHERE country IN ({marks}))" if only else ""  # noqa: S608
    sql = f"SELECT place, folded FROM name WHERE folded > ? AND folded < ? {within} ORDER BY population DESC LIMIT 60"  # noqa: S608
    found = store.connection().execute(sql, (folded, folded + "\x7f", *only))
    return [(place, 70.0 + 20.0 * len(folded) / len(name)) for place, name in found]


def _similar(folded: str) -> list[tuple[int, float]]:
    """Pairs (place, quality) whose name is like this one: many shared pairs of characters, then edit distance."""
    wanted = grams(folded)
    marks = ",".join("?" * len(wanted))
    rows = store.connection().execute(f"SELECT names FROM gram WHERE gram IN ({marks})", tuple(wanted))  # noqa: S608
    hits = [np.frombuffer(blob, dtype=np.uint32) for (blob,) in rows]
    if not hits:
        return []
    lengths, fames = store.weights()
    shared = np.bincount(np.concatenate(hits), minlength=len(lengths))
    alike = 2 * shared / (len(wanted) + lengths) + fames / 1500
    top = np.argpartition(alike, -250)[-250:]
    marks = ",".join("?" * len(top))
    sql = f"SELECT place, folded FROM name WHERE id IN ({marks})"  # noqa: S608
    found = store.connection().execute(sql, [int(number) for number in top])
    scored = ((place, 92 * alike_names(folded, name)) for place, name in found)
    return [(place, score) for place, score in scored if score >= POSSIBLE]


def alike_names(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 1: typing errors, swapped letters, a right beginning."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    return 0.7 * OSA.normalized_similarity(one, other) + 0.3 * JaroWinkler.normalized_similarity(one, other)


def _ranked(
    quality: dict[int, float], question: Question, language: str, limit: int, only: frozenset[str]
) -> list[Place]:
    """The best places by quality, then fame, then the language's countries; wrong countries and regions fall back."""
    if not quality:
        return []
    home = HOME_COUNTRIES.get(language, ())
    scored = []
    for place, country, region, population in _facts(quality):
        if only and country not in only:
            continue
        score = quality[place]
        if question.countries and country not in question.countries:
            score -= 25
        if question.hints and not any(hint == fold(region) for hint in question.hints):
            score -= 6
        rank = score + 3.4 * math.log10(population + 10) + (5 if country in home else 0)
        scored.append((rank, score, place))
    scored.sort(reverse=True)
    best = scored[:limit]
    places = {place.id: place for place in _places({place: score for _, score, place in best}, language)}
    return [places[str(place)] for _, _, place in best]


def _facts(quality: dict[int, float]) -> list[tuple[int, str, str, int]]:
    marks = ",".join("?" * len(quality))
    sql = f"SELECT id, country, region, population FROM place WHERE id IN ({marks})"  # noqa: S608
    return store.connection().execute(sql, list(quality)).fetchall()


def _places(scores: dict[int, float], language: str) -> list[Place]:
    """Places by number, named in `language`."""
    column = language if language in LANGUAGES else "name"
    marks = ",".join("?" * len(scores))
    sql = f"SELECT id, {column}, name, country, region, lat, lng FROM place WHERE id IN ({marks})"  # noqa: S608
    rows = store.connection().execute(sql, list(scores)).fetchall()
    return [
        Place(
            id=str(place), name=named or own, country=country, region=region, lat=lat, lng=lng, kind="city",
            score=round(scores[place], 1), language=language if named else "",
        )
        for place, named, own, country, region, lat, lng in rows
    ]  # fmt: skip


def _largest(countries: frozenset[str], language: str, limit: int) -> list[Place]:
    """The largest towns of a country, for a query that names only the country."""
    sql = "SELECT id FROM place WHERE country = ? ORDER BY population DESC LIMIT ?"
    numbers = [row[0] for country in countries for row in store.connection().execute(sql, (country, limit))]
    places = {place.id: place for place in _places(dict.fromkeys(numbers, float(SURE)), language)}
    return [places[str(number)] for number in numbers]


def _is_town_in(name: str, towns: list[str]) -> bool:
    """Whether one of these towns is what somebody wrote beside a postcode, perhaps after a street."""
    return any(
        town.startswith(name) or f" {town} " in f" {name} " or alike_names(name, town) > 0.75 for town in towns if town
    )


def _postcodes(code: str, name: str, language: str, only: frozenset[str]) -> list[Place]:
    """Postcode areas with this code; the town written beside it chooses the country, else the language does."""
    home = HOME_COUNTRIES.get(language, ())
    ranked: list[tuple[float, float, tuple[Any, ...]]] = []
    for country, spelling in spellings(code):
        if ranked:
            break
        sql = """SELECT p.code, p.country, p.lat, p.lng, COALESCE(NULLIF(p.name, ''), place.name), place.region,
                        place.population, place.fr, place.nl, place.it, place.pt, place.hr, place.en
                 FROM postcode p LEFT JOIN place ON place.id = p.place WHERE p.code = ? AND (? = '' OR p.country = ?)"""
        for row in store.connection().execute(sql, (spelling, country, country)):
            if only and row[1] not in only:
                continue
            others = [fold(other) for other in (row[4], *row[7:]) if other]
            score = (95.0 if country else 100.0) * (1.0 if not name or _is_town_in(name, others) else 0.7)
            rank = (
                score
                + 3.4 * math.log10((row[6] or 0) + 10)
                + (30 if row[1] in home[:1] else 15 if row[1] in home else 0)
            )
            ranked.append((rank, score, row))
    ranked.sort(key=lambda item: -item[0])
    return [
        Place(
            id=f"{row[1]}-{row[0]}", name=f"{row[0]} {row[4]}", country=row[1], region=row[5] or "", lat=row[2],
            lng=row[3], kind="postcode", score=round(score - position / 10, 1),
        )
        for position, (_, score, row) in enumerate(ranked)
    ]  # fmt: skip
