"""Finds the centre that a new row may already be: near and of a similar name, or with the same website in the town.

A pair is a question, never an answer: the row waits until an editor says whether it is the same centre.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from typing import Any, Self

from django.db.models import FloatField
from django.db.models.functions import Cast

from centres.importing.plan.identity import APART_KM, NEAR_KM, SIMILAR, Agreement, Identity, folded, is_distinctive
from centres.models import Centre

_CELL = 0.002  # degrees; wider than NEAR_KM up to 63 degrees north
_CELL_LNG = 0.005
_NEAR_LAT = NEAR_KM / 110
"""Degrees of latitude that are never fewer kilometres than NEAR_KM: spares most distances in a dense town."""


def site(url: str) -> str:
    """A web address without what makes no difference; ``""`` for none."""
    plain = url.strip().lower().partition("://")[2] or url.strip().lower()
    return plain.removeprefix("www.").partition("?")[0].partition("#")[0].rstrip("/")


class Neighbours:
    """Everything known so far, by cell of the map, by website and town, by town, and by name."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Identity]] = defaultdict(list)
        self._sites: dict[tuple[str, str], list[Identity]] = defaultdict(list)
        self._towns: dict[tuple[str, str], list[Identity]] = defaultdict(list)
        self._names: dict[tuple[str, str], list[Identity]] = defaultdict(list)

    @classmethod
    def of_directory(cls) -> Self:
        """All centres; one query."""
        found = cls()
        point = [Cast(name, FloatField()) for name in ("latitude", "longitude")]
        texts = ("pk", "name", "city", "street", "postcode", "country")
        rows = Centre.objects.order_by().values_list(*texts, *point, "website")
        for *texts, lat, lng, website in rows.iterator(chunk_size=5000):
            has_point = lat is not None and lng is not None
            known = Identity(*texts, lat if has_point else None, lng if has_point else None)
            found._place(known, website)
        return found

    def add(self, ref: int, values: Mapping[str, Any]) -> None:
        """Remembers a centre by ``name lat lng website street postcode city country``."""
        self._place(Identity.of(values, ref), values.get("website") or "")

    def _place(self, known: Identity, website: str) -> None:
        town = _town(known)
        self._names[folded(known.name), known.country].append(known)
        if known.lat is not None and known.lng is not None:
            self._cells[_cell(known.lat, known.lng)].append(known)
        if town[0]:
            self._towns[town].append(known)
            if website:
                self._sites[site(website), town[0]].append(known)

    def named(self, row: Identity, among: Container[int]) -> list[Identity]:
        """Those of ``among`` that bear the row's name in its country."""
        return [known for known in self._names.get((folded(row.name), row.country), ()) if known.ref in among]

    def namesake(self, values: Mapping[str, Any]) -> Identity | None:
        """The only centre of the directory with this name in its country, when the name is not one of many."""
        row = Identity.of(values)
        known = [one for one in self._names.get((folded(row.name), row.country), ()) if one.ref > 0]
        return known[0] if len(known) == 1 and is_distinctive(row.name) else None

    def names(self, country: str) -> Iterator[str]:
        """The names known in a country."""
        return (rows[0].name for (_folded, where), rows in self._names.items() if where == country)

    def twin(self, values: Mapping[str, Any]) -> int | None:
        """The ``ref`` of the most similar one, ``None`` when nothing suggests a pair."""
        row = Identity.of(values)
        town = _town(row)
        best: tuple[float, int] = (0, 0)
        for known in self._near(row):
            if (score := row.likeness(known)) >= SIMILAR and not Agreement.between(row, known).is_elsewhere:
                best = max(best, (score, known.ref))
        if not best[0] and town[0]:
            for known in self._sites.get((site(values.get("website") or ""), town[0]), ()):
                if (row.distance(known) or 0) <= APART_KM:
                    best = max(best, (1 + row.likeness(known), known.ref))
            for known in self._towns.get(town, ()):
                if row.distance(known) is None and (score := row.likeness(known)) >= SIMILAR:
                    best = max(best, (score, known.ref))
        return best[1] if best[0] else None

    def _near(self, row: Identity) -> list[Identity]:
        if row.lat is None or row.lng is None:
            return []
        y, x = _cell(row.lat, row.lng)
        cells = [self._cells.get((y + dy, x + dx), ()) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
        level = (known for cell in cells for known in cell if abs((known.lat or 0) - row.lat) <= _NEAR_LAT)
        return [known for known in level if (row.distance(known) or 0) <= NEAR_KM]


def _town(known: Identity) -> tuple[str, str]:
    return folded(known.city), known.country


def _cell(lat: float, lng: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lng // _CELL_LNG)
