"""Read what a visitor writes for a place: a town, a postcode, an address, a region, an island, a country, or none of ours."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from centres.gazetteer import find, store
from centres.gazetteer.areas import Area, areas_like, areas_named
from centres.gazetteer.find import HOME_COUNTRIES, MAX_QUERY, SURE, WELL_KNOWN, Place, alike_names, find_places
from centres.gazetteer.fold import bare, fold
from centres.gazetteer.outside import Outside, outside_named
from centres.gazetteer.wording import Part, Words
from core.distance import distance_km
from core.i18n.languages import LANGUAGES

NEAR_KM = 40
"""So near a town of one part of an address must lie to that of another, to be the finer answer."""
SMALL, TINY = 5_000, 1_000
ASKED = SURE - 1
"""The score of a place that is only offered."""
HALF = 0.5
"""Below this a name is not what was written: some other name of the place is."""
SHORTEST = 3
"""Fewer letters begin too many names to choose one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query means. `places`: the best first, at most as many as asked for.

    `sure`: the first may be taken without asking. `outside`: a place outside the gazetteer's countries is meant.
    """

    places: tuple[Place, ...] = ()
    sure: bool = False
    outside: Outside | None = None

    @property
    def best(self) -> Place | None:
        """The place to take, or None when the visitor must be asked."""
        return self.places[0] if self.sure and self.places else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with the people in it and its rank among the others: how well it fits, how well known and how near home."""

    place: Place
    population: int
    rank: float


def read_place(query: str, language: str, limit: int = 6) -> Reading:
    """What `query` means, named in `language`. Never an error for any text. Raises GazetteerError without the file."""
    wanted = language.split("-")[0]
    cleaned = " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", query[: 4 * MAX_QUERY]).split())[:MAX_QUERY]
    with store.reading():
        return _read(cleaned, wanted if wanted in LANGUAGES else "en", limit) if cleaned else Reading()


def exactly_named(name: str, language: str) -> Candidate | None:
    """The best known place of exactly this name, towns before areas of their name. Raises GazetteerError without the file."""
    words = Words.of(name)
    if len(words.parts) != 1:
        return None
    part = Part(words.parts[0].folded, is_street=False)
    return max(_of_part(part, 100.0, language, meant=words.meant), key=lambda one: one.rank, default=None)


@lru_cache(maxsize=1024)
def _read(text: str, language: str, limit: int) -> Reading:
    words = Words.of(text)
    if district := words.district:
        return Reading(tuple(_district(*district, language))[:limit], sure=True)
    if words.code:
        found = find_places(text, language, limit=limit)
        if found and found[0].kind == "postcode" and found[0].score >= SURE:
            same = [place for place in found if place.score >= found[0].score - 5]
            return Reading(tuple(same), sure=True)
    exact = _exact(words, language)
    if outside := _outside(words, exact, language):
        return Reading(tuple(_places(exact, limit)), outside=outside)
    if exact and not _may_be_meant_otherwise(exact[0], words, language):
        others = [one for one in exact[1:] if one.place.score >= exact[0].place.score or one.population >= WELL_KNOWN]
        return Reading(tuple(_places([exact[0], *others], limit)), sure=True)
    return _guessed(words, exact, language, limit)


def _rank(score: float, population: int, country: str, language: str) -> float:
    home = HOME_COUNTRIES.get(language, ())
    return score + 3.4 * math.log10(population + 10) + (5 if country in home else 0)


def _towns(folded: str, score: float, language: str) -> list[Candidate]:
    """The towns of exactly this name; well known ones before hamlets abroad."""
    quality = {}
    for number, kind, people in find._exact(folded):
        own = score - (10 if kind == find.OTHER_NAME else 0)
        quality[number] = max(quality.get(number, (0.0, 0))[0], own), people
    if not quality:
        return []
    places = {
        place.id: place for place in find._places({number: own for number, (own, _) in quality.items()}, language)
    }
    found = []
    for number, (own, people) in quality.items():
        place = places[str(number)]
        foreign = people < TINY and place.country not in HOME_COUNTRIES.get(language, ())
        found.append(Candidate(place, people, _rank(own, people, place.country, language) - (10 if foreign else 0)))
    return found


def as_place(area: Area, score: float) -> Place:
    """An area as an answer to a query."""
    return Place(
        id=area.code, name=area.name, country=area.country, region="", lat=area.lat, lng=area.lng, kind=area.kind,
        score=score, language=area.language, within=area.within,
    )  # fmt: skip


def _areas(folded: str, score: float, language: str, towns: list[Candidate], *, meant: str) -> list[Candidate]:
    """The areas of exactly this name. A town of that name in it is meant rather than the area, unless it is said."""
    areas = areas_named(folded, language) or areas_named(bare(folded), language)
    seats = [
        town.rank for town in towns if town.place.score >= score and any(_is_seat(town, area) for _, area in areas)
    ]
    found = []
    for own, area in areas:
        rank = _rank(score - (0 if own else 10), area.population, area.country, language)
        if meant in ("country", "region"):
            rank += 20 if area.kind == meant else 10
        elif seats:
            rank = min(rank, max(seats) - 1)
        found.append(Candidate(as_place(area, score if own else score - 10), area.population, rank))
    return found


def _is_seat(town: Candidate, area: Area) -> bool:
    west, south, east, north = area.within.limits
    inside = (
        west <= town.place.lng <= east
        and south <= town.place.lat <= north
        and town.place.country in (area.country, area.code)
    )
    return inside and (town.population >= WELL_KNOWN or 20 * town.population >= area.population)


def _of_part(part: Part, score: float, language: str, *, meant: str = "") -> list[Candidate]:
    towns = _towns(part.folded, score, language)
    return towns + _areas(part.folded, score, language, towns, meant=meant)


def _exact(words: Words, language: str) -> list[Candidate]:
    """What bears a name that is written there, best first: of the parts of an address the finest that fits the others."""
    if len(words.parts) == 1:
        part = words.parts[0]
        whole = _of_part(part, 100.0, language, meant=words.meant)
        return sorted(whole or _of_ends(part, language), key=lambda one: -one.rank)
    per_part = [[] if part.is_street else _of_part(part, 100.0, language, meant="" if number else words.meant)
                for number, part in enumerate(words.parts)]  # fmt: skip
    if not any(per_part):
        per_part = [_of_ends(part, language) for part in reversed(words.parts)]
    known = [found for found in per_part if found]
    if len(known) < 2:
        return sorted(known[0], key=lambda one: -one.rank) if known else []
    return _finest(known)


def _of_ends(part: Part, language: str) -> list[Candidate]:
    """What bears the name that a part begins or ends with: "Torino centro", "rue Neuve Bruxelles"."""
    spans = [span for span in part.ends() if len(span) >= SHORTEST]
    found = [one for span in spans for one in _of_part(Part(span, is_street=False), 88.0, language)]
    return [one for one in found if one.population >= TINY and one.place.score >= 88]


def _finest(per_part: list[list[Candidate]]) -> list[Candidate]:
    """The candidates of the first part, those first that the other parts agree with; else those of the best known part."""
    first, others = per_part[0], [one for found in per_part[1:] for one in found]
    agreeing = [one for one in first if any(_agree(one, other) for other in others)]
    if agreeing:
        return sorted(agreeing, key=lambda one: -one.rank) + sorted(
            (one for one in first if one not in agreeing), key=lambda one: -one.rank
        )
    towns = [one for one in others if one.place.within is None]
    return sorted(towns or others, key=lambda one: -one.rank)


def _agree(one: Candidate, other: Candidate) -> bool:
    """Whether the place of one part may lie in, or beside, that of another."""
    area = other.place.within
    if area is None:
        return one.place.within is None and one.place.id != other.place.id and _km(one.place, other.place) <= NEAR_KM
    west, south, east, north = area.limits
    countries = {member.split(".")[0] for member in area.members}
    inside = west - 0.1 <= one.place.lng <= east + 0.1 and south - 0.1 <= one.place.lat <= north + 0.1
    return (
        inside
        and (one.place.country in countries or one.place.id.split(".")[0] in countries)
        and one.place.id != other.place.id
    )


def _km(one: Place, other: Place) -> float:
    return distance_km(one.lat, one.lng, other.lat, other.lng)


def _outside(words: Words, exact: list[Candidate], language: str) -> Outside | None:
    """The place outside that is meant: it is named, and nothing as well known here is called so."""
    if not words.parts or words.code:
        return None
    last = outside_named(words.parts[-1].folded, language)
    first = outside_named(words.parts[0].folded, language) or last
    if len(words.parts) > 1 and (last or not exact):
        return first if last is None or _outshines(last, _of_part(words.parts[-1], 100.0, language)) else None
    return first if first and _outshines(first, exact) else None


def _outshines(outside: Outside, here: list[Candidate]) -> bool:
    """Whether the place outside is far better known than those here of the same name."""
    people = max((one.population for one in here if one.place.score >= 90), default=0)
    return people < WELL_KNOWN and 10 * people < outside.population


def _may_be_meant_otherwise(best: Candidate, words: Words, language: str) -> bool:
    """Whether the very name may still be the beginning or a typing error of a better known one: a hamlet abroad."""
    foreign = best.place.country not in HOME_COUNTRIES.get(language, ())
    return (
        len(words.parts) == 1
        and best.place.within is None
        and (best.population < TINY or (foreign and best.population < WELL_KNOWN))
        and best.place.score > 88
    )


def _guessed(words: Words, exact: list[Candidate], language: str, limit: int) -> Reading:
    """What may be meant with typing errors, or by the beginning of a name."""
    found = list(exact)
    texts = [part.folded for part in words.parts if not part.is_street] or [part.folded for part in words.parts]
    for text in texts[:1] + texts[1:][-1:]:
        towns = [place for place in find_places(text, language, limit=8) if place.kind == "city"]
        found += [_weighed(place, people, text, language) for place, people in _with_people(towns)]
        if len(text) > SHORTEST:
            found += [_like(alike, area, language) for alike, area in areas_like(text, language)]
    best: dict[str, Candidate] = {}
    for one in sorted(found, key=lambda one: -one.rank):
        best.setdefault(one.place.id, one)
    ranked = list(best.values())
    sure = bool(ranked) and ranked[0].place.score >= SURE
    return Reading(tuple(_places(ranked, limit)), sure=sure)


def _with_people(places: Iterable[Place]) -> list[tuple[Place, int]]:
    places = list(places)
    if not places:
        return []
    people = {
        str(number): population for number, _, _, population in find._facts({int(place.id): 0.0 for place in places})
    }
    return [(place, people[place.id]) for place in places]


def _weighed(place: Place, people: int, text: str, language: str) -> Candidate:
    """A guess. Of few letters, and for a small place that is not just called so, it is only offered."""
    score = place.score
    if (
        len(text) < SHORTEST
        or (score < 90 and people < SMALL and score < 84)
        or (fold(place.name).startswith(text) and people < WELL_KNOWN and score < 100)
    ):
        score = min(score, ASKED)
    by_other_name = place.score < 90 and alike_names(text, fold(place.name)) < HALF
    exact_abroad = place.score >= 90 and people < TINY and place.country not in HOME_COUNTRIES.get(language, ())
    rank = _rank(place.score, people, place.country, language) - (10 if exact_abroad or by_other_name else 0)
    return Candidate(replace(place, score=score), people, rank)


def _like(alike: float, area: Area, language: str) -> Candidate:
    score = round(92 * alike, 1)
    return Candidate(as_place(area, score), area.population, _rank(score, area.population, area.country, language))


def _places(ranked: list[Candidate], limit: int) -> list[Place]:
    """The places in order, each once; of areas with one name in a country only the first."""
    kept: dict[object, Place] = {}
    for one in ranked:
        within = one.place.within
        kept.setdefault(
            (fold(one.place.name), one.place.kind, one.place.country) if within else one.place.id, one.place
        )
    return list(kept.values())[:limit]


def _district(name: str, code: str, language: str) -> list[Place]:
    """An arrondissement by its postcode."""
    found = find_places(code, language, limit=3, countries=("FR",))
    return (
        [replace(found[0], name=name, score=100.0), *find_places(name.split()[0], language, limit=1)] if found else []
    )
