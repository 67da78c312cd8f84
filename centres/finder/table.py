"""All public centres as columns in memory: filters, counts and distances cost no query.

One process keeps one table. The directory's stamp is read once a request; only when it has moved is the table read
again, with one query.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.utils import timezone

from centres import vocabularies as words
from centres.models import Centre, DirectoryStamp
from centres.schedule import is_open_at, opens_late, opens_on_saturday
from centres.zones import has_overseas

EARTH_KM = 6371.0088
MAX_LINES = 20_000
MAX_KEPT = 2000
"""So many centres stay in memory whole; the others are read when a page needs them."""
_STATUS_ORDER = {
    words.Status.OPEN: 0,
    words.Status.MOVING: 1,
    words.Status.UNVERIFIED: 2,
    words.Status.HISTORIC: 3,
    words.Status.SUSPENDED: 4,
    words.Status.CLOSED: 5,
    words.Status.PLANNED: 6,
}
GROUPS = ("need", "access", "speaks", "audience", "service", "accessible", "open", "country")
"""Filter groups in the order visitors see them; each is a parameter of the finder's address."""
_FIELDS_TEXT = (
    "pk slug name language network status latitude longitude needs access spoken audiences services accessible everyone "
    "hours country"
)
_FIELDS = tuple(_FIELDS_TEXT.split())


@dataclass(slots=True)
class Columns:
    """One filter group: ``codes`` and a truth table of shape (codes, centres)."""

    codes: list[str]
    values: np.ndarray

    def any_of(self, chosen: Iterable[str]) -> np.ndarray:
        """Which centres have at least one of the chosen codes; shape (centres,)."""
        wanted = [self.codes.index(code) for code in chosen if code in self.codes]
        return np.logical_or.reduce(self.values[wanted], axis=0)

    def counts(self, mask: np.ndarray) -> dict[str, int]:
        """How many of the masked centres have each code."""
        return {code: int(np.count_nonzero(row & mask)) for code, row in zip(self.codes, self.values, strict=True)}


@dataclass(slots=True)
class Table:
    """Columns of all public centres, in their order without a place (usable ones first, then by name).

    ``lat`` and ``lng`` are degrees, NaN when not known. ``planned``: centres not known to have opened; ``working``: open ones. ``written``: lines of
    the list already made, by what they depend on.
    """

    stamp: UUID | None
    ids: np.ndarray
    by_slug: dict[str, int]
    networks: dict[str, list[int]]
    lat: np.ndarray
    lng: np.ndarray
    planned: np.ndarray
    working: np.ndarray
    groups: dict[str, Columns]
    _hours: dict[tuple[str, str, float | None], list[int]] = field(default_factory=dict)
    _minute: str = ""
    _kept: dict[int, Centre] = field(default_factory=dict)
    written: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def placed(self) -> np.ndarray:
        """Which centres have a point."""
        return ~np.isnan(self.lat)

    def distances(self, lat: float, lng: float) -> np.ndarray:
        """Kilometres from a point to each centre (haversine); infinite when the centre has no point."""
        lat1, lat2 = math.radians(lat), np.radians(self.lat)
        half = np.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * np.cos(lat2) * (
            np.sin((np.radians(self.lng) - math.radians(lng)) / 2) ** 2
        )
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
        return np.where(np.isnan(km), np.inf, km)

    def within(self, bbox: tuple[float, float, float, float]) -> np.ndarray:
        """Which centres lie in west, south, east, north; a box may cross the date line."""
        west, south, east, north = bbox
        with np.errstate(invalid="ignore"):
            wide = (self.lng >= west) & (self.lng <= east) if west <= east else (self.lng >= west) | (self.lng <= east)
            return wide & (self.lat >= south) & (self.lat <= north)

    def centres(self, pks: list[int]) -> list[Centre]:
        """The centres with these keys, with parent and texts, in this order; at most two queries.

        They are kept for the life of the table, so read them only.
        """
        missing = [pk for pk in pks if pk not in self._kept]
        if missing:
            if len(self._kept) > MAX_KEPT:
                self._kept, self.written = {}, {}
            self._kept |= {centre.pk: centre for centre in Centre.objects.public().in_order_of(missing)}
        return [self._kept[pk] for pk in pks if pk in self._kept]

    def centre_at(self, slug: str) -> Centre | None:
        """The centre with this end of the address; ``None`` when no public one has it."""
        found = self.centres([self.by_slug[slug]]) if slug in self.by_slug else []
        return found[0] if found else None

    def refresh_open_now(self, now: datetime) -> None:
        """Brings the "open now" column to the minute of ``now``."""
        minute = now.strftime("%Y%m%d%H%M")
        if minute == self._minute:
            return
        column = np.zeros(len(self), dtype=bool)
        for (hours, country, lng), indexes in self._hours.items():
            column[indexes] = is_open_at(hours, country, lng, now)
        self.groups["open"].values[0] = column
        self._minute = minute


def _columns(rows: list[dict[str, Any]], name: str, codes: list[str], everyone: bool = False) -> Columns:
    """The truth table of a list-valued field, with a last column for centres that say nothing."""
    position = {code: index for index, code in enumerate(codes)}
    values = np.zeros((len(codes) + 1, len(rows)), dtype=bool)
    for index, row in enumerate(rows):
        if everyone and row["everyone"]:
            values[:-1, index] = True
        known = [position[code] for code in row[name] if code in position]
        values[known, index] = True
        values[-1, index] = not known and not (everyone and row["everyone"])
    return Columns([*codes, words.NOT_KNOWN], values)


def _open_columns(rows: list[dict[str, Any]]) -> Columns:
    values = np.zeros((4, len(rows)), dtype=bool)
    for index, row in enumerate(rows):
        values[:, index] = (False, opens_on_saturday(row["hours"]), opens_late(row["hours"]), not row["hours"])
    return Columns([*words.OpenAt.values, words.NOT_KNOWN], values)


def _country_columns(rows: list[dict[str, Any]]) -> Columns:
    codes = sorted({row["country"] for row in rows})
    values = np.zeros((len(codes), len(rows)), dtype=bool)
    for index, row in enumerate(rows):
        values[codes.index(row["country"]), index] = True
    return Columns(codes, values)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _build(stamp: UUID | None) -> Table:
    rows = list(Centre.objects.public().values(*_FIELDS))
    rows.sort(key=lambda row: (_STATUS_ORDER.get(row["status"], 9), row["name"].casefold(), row["pk"]))
    lat, lng = (np.array([_number(row[name]) for row in rows], dtype=float) for name in ("latitude", "longitude"))
    spoken = sorted({code for row in rows for code in row["spoken"]})
    return Table(
        stamp=stamp,
        ids=np.array([row["pk"] for row in rows], dtype=np.int64),
        networks=_by_network(rows),
        by_slug={row["slug"]: row["pk"] for row in rows},
        lat=lat,
        lng=np.where(np.isnan(lat), np.nan, lng),
        working=np.array([row["status"] in (words.Status.OPEN, words.Status.MOVING) for row in rows], dtype=bool),
        planned=np.array([row["status"] == words.Status.PLANNED for row in rows], dtype=bool),
        groups={
            "need": _columns(rows, "needs", words.Need.values),
            "access": _columns(rows, "access", words.Access.values),
            "speaks": _columns(rows, "spoken", spoken),
            "audience": _columns(rows, "audiences", words.Audience.values, everyone=True),
            "service": _columns(rows, "services", words.Service.values),
            "accessible": _columns(rows, "accessible", words.Accessibility.values),
            "open": _open_columns(rows),
            "country": _country_columns(rows),
        },
        _hours=_by_hours(rows),
    )


def _by_network(rows: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Keys of the centres by network, in the order of the table."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row["network"], []).append(row["pk"])
    return found


def _by_hours(rows: list[dict[str, Any]]) -> dict[tuple[str, str, float | None], list[int]]:
    """Rows by what their opening depends on: hours, country and, where the country has several clocks, longitude."""
    closed = (words.Status.CLOSED, words.Status.SUSPENDED, words.Status.PLANNED)
    found: dict[tuple[str, str, float | None], list[int]] = {}
    for index, row in enumerate(rows):
        if row["hours"] and row["status"] not in closed:
            longitude = row["longitude"]
            several = longitude is not None and has_overseas(row["country"])
            key = (row["hours"], row["country"], round(float(longitude), 1) if several else None)
            found.setdefault(key, []).append(index)
    return found


_kept: Table | None = None


def current(now: datetime | None = None) -> Table:
    """The table of this moment: one cheap query, two when a centre has changed since."""
    global _kept
    stamp = DirectoryStamp.current()
    table = _kept
    if table is None or stamp is None or table.stamp != stamp:
        table = _kept = _build(stamp)
    table.refresh_open_now(now or timezone.now())
    return table
