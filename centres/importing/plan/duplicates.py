"""Finds the centre that a new row may already be: near and of a similar name, or with the same website in the town.

A pair is a question, never an answer: the row waits until an editor says whether it is the same centre.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, Self

from anyascii import anyascii
from django.db.models import FloatField
from django.db.models.functions import Cast
from rapidfuzz.fuzz import token_set_ratio

from centres.gazetteer.fold import fold
from centres.models import Centre
from core.distance import distance_km

NEAR_KM = 0.1
APART_KM = 1.0
"""Two offices with one website, both with a point, are not taken for one when they are further apart than this."""
SIMILAR = 85
_CELL = 0.002  # degrees; wider than NEAR_KM up to 63 degrees north
_CELL_LNG = 0.005
_NEAR_LAT = NEAR_KM / 110
"""Degrees of latitude that are never fewer kilometres than NEAR_KM: spares most distances in a dense town."""


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A name as it is compared, whatever its alphabet."""
    return fold(anyascii(text)) if text else ""


def site(url: str) -> str:
    """A web address without what makes no difference; ``""`` for none."""
    plain = url.strip().lower().partition("://")[2] or url.strip().lower()
    return plain.removeprefix("www.").partition("?")[0].partition("#")[0].rstrip("/")


class Known(NamedTuple):
    """A centre of the directory (``ref`` is its key) or an earlier row of the file (``ref`` is minus its line)."""

    ref: int
    name: str
    lat: float | None
    lng: float | None

    def distance(self, other: "Known") -> float | None:
        """Kilometres between both; ``None`` when one has no point."""
        if self.lat is None or self.lng is None or other.lat is None or other.lng is None:
            return None
        return distance_km(self.lat, self.lng, other.lat, other.lng)


class Neighbours:
    """Everything known so far, by cell of the map, by website and town, and by town."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Known]] = defaultdict(list)
        self._sites: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._towns: dict[tuple[str, str], list[Known]] = defaultdict(list)

    @classmethod
    def of_directory(cls) -> Self:
        """All centres; one query."""
        found = cls()
        point = [Cast(name, FloatField()) for name in ("latitude", "longitude")]
        rows = Centre.objects.order_by().values_list("pk", "name", *point, "website", "city", "country")
        for pk, name, lat, lng, website, city, country in rows.iterator(chunk_size=5000):
            has_point = lat is not None and lng is not None
            known = Known(pk, name, lat if has_point else None, lng if has_point else None)
            found._place(known, website, (folded(city), country))
        return found

    def add(self, ref: int, values: Mapping[str, Any]) -> None:
        """Remembers a centre by ``name lat lng website city country``."""
        self._place(_known(ref, values), values.get("website") or "", _town(values))

    def _place(self, known: Known, website: str, town: tuple[str, str]) -> None:
        if known.lat is not None and known.lng is not None:
            self._cells[_cell(known.lat, known.lng)].append(known)
        if town[0]:
            self._towns[town].append(known)
            if website:
                self._sites[site(website), town[0]].append(known)

    def twin(self, values: Mapping[str, Any]) -> int | None:
        """The ``ref`` of the most similar one, ``None`` when nothing suggests a pair."""
        row, town = _known(0, values), _town(values)
        best: tuple[float, int] = (0, 0)
        for known in self._near(row):
            if (score := _likeness(row, known)) >= SIMILAR:
                best = max(best, (score, known.ref))
        if not best[0] and town[0]:
            for known in self._sites.get((site(values.get("website") or ""), town[0]), ()):
                if (row.distance(known) or 0) <= APART_KM:
                    best = max(best, (1 + _likeness(row, known), known.ref))
            for known in self._towns.get(town, ()):
                if row.distance(known) is None and (score := _likeness(row, known)) >= SIMILAR:
                    best = max(best, (score, known.ref))
        return best[1] if best[0] else None

    def _near(self, row: Known) -> list[Known]:
        if row.lat is None or row.lng is None:
            return []
        y, x = _cell(row.lat, row.lng)
        cells = [self._cells.get((y + dy, x + dx), ()) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
        level = (known for cell in cells for known in cell if abs((known.lat or 0) - row.lat) <= _NEAR_LAT)
        return [known for known in level if (row.distance(known) or 0) <= NEAR_KM]


def _known(ref: int, values: Mapping[str, Any]) -> Known:
    lat, lng = values.get("lat"), values.get("lng")
    has_point = lat is not None and lng is not None
    return Known(ref, values.get("name") or "", float(lat) if has_point else None, float(lng) if has_point else None)


def _town(values: Mapping[str, Any]) -> tuple[str, str]:
    return folded(values.get("city") or ""), values.get("country") or ""


def _cell(lat: float, lng: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lng // _CELL_LNG)


def _likeness(one: Known, other: Known) -> float:
    return token_set_ratio(folded(one.name), folded(other.name))
