"""What a visitor asks the finder: parsed once from the address, the same for page and API."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from centres import vocabularies
from centres.finder.sentence import taken_apart
from centres.gazetteer import GazetteerError, Place, label, read_place
from centres.gazetteer.outside import Outside
from core.countries import CODES
from core.paging import query_with
from core.params import clean_text

MAX_RADIUS = 20_000
MAX_CODES = 60
_VOCABULARIES = {
    "need": vocabularies.Need,
    "access": vocabularies.Access,
    "speaks": vocabularies.Spoken,
    "audience": vocabularies.Audience,
    "service": vocabularies.Service,
    "accessible": vocabularies.Accessibility,
    "open": vocabularies.OpenAt,
}


class BadBoxError(ValueError):
    """The ``bbox`` parameter is not four numbers west,south,east,north."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where distances are counted from. ``label`` names it in the page's language; ``""``: the visitor's own place."""

    lat: float
    lng: float
    label: str


@dataclass(slots=True)
class Asked:
    """The parsed question. ``ignored`` holds (parameter, value) pairs nothing could be done with.

    ``place`` is what was written, ``understood`` how the place taken for it is called: a town or postcode (``origin``) or an
    ``area``, with ``suggestions`` of what else may be meant. ``outside``: a place the directory does not reach.
    ``places_missing``: places cannot be looked up now. ``language``: whose visitor asks, ``""`` when nobody does.
    ``query`` is the question as it was asked: whoever answers it writes addresses from it and needs no request.
    ``sentence``: what was written in the place's box when it was more than a place; ``query`` has the filters and the place in it.
    """

    query: QueryDict = field(default_factory=QueryDict)
    sentence: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    language: str = ""
    place: str = ""
    understood: str = ""
    area: Place | None = None
    outside: Outside | None = None
    places_missing: bool = False
    origin: Origin | None = None
    suggestions: list[Place] = field(default_factory=list)
    radius: float | None = None
    bbox: tuple[float, float, float, float] | None = None
    ignored: list[tuple[str, str]] = field(default_factory=list)

    @property
    def place_unknown(self) -> bool:
        """A place was written, and none was taken for it."""
        return bool(self.place) and not self.understood and not self.places_missing

    def url(self, **changes: str | int | list[str] | None) -> str:
        """The address of a changed question, from its first page: ``None`` removes a parameter."""
        return query_with(self.query, **{"page": None, **changes})


def number(text: str, low: float, high: float) -> float | None:
    """A finite number within the limits; a decimal comma is understood."""
    try:
        value = float(clean_text(text, 40).replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and low <= value <= high else None


def parse_bbox(text: str) -> tuple[float, float, float, float]:
    """``west,south,east,north`` in degrees. Raises ``BadBoxError`` with nothing of the input in it."""
    parts = clean_text(text, 200).split(",")
    values = [number(part, -180, 180) for part in parts]
    if len(values) != 4 or any(value is None for value in values):
        raise BadBoxError
    west, south, east, north = (float(value or 0) for value in values)
    if not (-90 <= south <= north <= 90):
        raise BadBoxError
    return west, south, east, north


def _codes(data: QueryDict, name: str, known: Iterable[str], asked: Asked) -> list[str]:
    allowed, found = set(known), []
    for raw in data.getlist(name)[:MAX_CODES]:
        value = clean_text(raw, 60)
        if value in allowed or value == vocabularies.NOT_KNOWN:
            found.append(value)
        elif value:
            asked.ignored.append((name, value))
    return list(dict.fromkeys(found))


def _countries(data: QueryDict, asked: Asked) -> list[str]:
    found = []
    for raw in data.getlist("country")[:MAX_CODES]:
        value = clean_text(raw, 60).upper()
        if value in CODES:
            found.append(value)
        elif value:
            asked.ignored.append(("country", clean_text(raw, 60)))
    return list(dict.fromkeys(found))


def _read(asked: Asked, language: str) -> None:
    """Takes the place that is meant; where it is not sure, all are suggestions."""
    try:
        reading = read_place(asked.place, language)
    except GazetteerError:
        asked.places_missing = True
        return
    best, asked.outside = reading.best, reading.outside
    asked.suggestions = list(reading.places[1:] if best else reading.places)
    if best is None:
        return
    asked.understood = label(best, language)
    if best.within:
        asked.area = best
    else:
        asked.origin = Origin(best.lat, best.lng, asked.understood)


def _locate(data: QueryDict, asked: Asked, language: str) -> None:
    asked.place = clean_text(data.get("place", ""), 120)
    if asked.place:
        _read(asked, language)
        return
    lat, lng = number(data.get("lat", ""), -90, 90), number(data.get("lng", ""), -180, 180)
    if lat is not None and lng is not None:
        asked.origin = Origin(lat, lng, "")
    elif data.get("lat") or data.get("lng"):
        asked.ignored.append(("lat, lng", clean_text(f"{data.get('lat', '')}, {data.get('lng', '')}", 60)))


def parse(data: QueryDict, language: str, *, strict_bbox: bool = False) -> Asked:
    """The question in a query string. Nonsense is set aside in ``ignored``; ``strict_bbox`` raises ``BadBoxError``."""
    data, sentence = taken_apart(data, language)
    asked = Asked(query=data, language=language, sentence=sentence)
    for name, vocabulary in _VOCABULARIES.items():
        asked.chosen[name] = _codes(data, name, vocabulary.values, asked)
    asked.chosen["country"] = _countries(data, asked)
    _locate(data, asked, language)
    radius = clean_text(data.get("radius", ""), 40)
    if radius:
        asked.radius = number(radius, 0.1, MAX_RADIUS)
        if asked.radius is None:
            asked.ignored.append(("radius", radius))
    box = str(data.get("bbox", ""))
    if box or (strict_bbox and "bbox" in data):
        try:
            asked.bbox = parse_bbox(box)
        except BadBoxError:
            if strict_bbox:
                raise
            asked.ignored.append(("bbox", clean_text(box, 60)))
    return asked
