"""What the finder keeps of every public centre: columns of numbers and truth values, one place per centre."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np

from centres.finder.openings import Openings
from centres.finder.whereabouts import Addresses, Whereabouts
from centres.gazetteer import GazetteerError, distances_km
from centres.models import Centre
from core.terms import edition

MAX_LINES = 20_000
MAX_KEPT = 2000
"""So many centres stay in memory whole; the others are read when a page needs them."""
GROUPS = ("need", "access", "speaks", "audience", "service", "accessible", "open", "country")
"""Filter groups in the order visitors see them; each is a parameter of the finder's address."""


@dataclass(slots=True)
class Columns:
    """One filter group: ``codes`` and a truth table of shape (codes, centres).

    ``follows_data``: the codes are those that centres have, and come and go with them.
    """

    codes: list[str]
    values: np.ndarray
    follows_data: bool = False

    def any_of(self, chosen: Iterable[str]) -> np.ndarray:
        """Which centres have at least one of the chosen codes; shape (centres,)."""
        wanted = [self.codes.index(code) for code in chosen if code in self.codes]
        return np.logical_or.reduce(self.values[wanted], axis=0)

    def counts(self, mask: np.ndarray) -> dict[str, int]:
        """How many of the masked centres have each code."""
        return {code: int(np.count_nonzero(row & mask)) for code, row in zip(self.codes, self.values, strict=True)}


SortKey = tuple[int, str, int]
"""The order without a place: how usable the status makes a centre, its folded name, its primary key."""


@dataclass(slots=True)
class Table:
    """Columns of all public centres, in the order of their ``key``.

    ``slugs`` holds hashes: a hundred thousand texts would fill more memory than all the rest.
    ``lat`` and ``lng`` are degrees, NaN when not known. ``planned``: centres not known to have opened; ``closed``: those that will not again; ``working``: open
    ones; ``on_map``: those with a point that are not closed. ``special``: rules of days with other hours by primary key.
    ``located``: where the centres lie, once somebody asked for a place.
    ``moment``: the minute the columns of opening are of. ``kept``: centres read whole. ``written``: lines already made; a key that begins with a centre's primary key depends on that centre alone.
    ``terms``: the edition of the vocabularies it was read with (``core.terms``).
    """

    stamp: UUID | None
    ids: np.ndarray
    ranks: np.ndarray
    names: list[str]
    slugs: np.ndarray
    lat: np.ndarray
    lng: np.ndarray
    on_map: np.ndarray
    planned: np.ndarray
    closed: np.ndarray
    working: np.ndarray
    network: Columns
    groups: dict[str, Columns]
    openings: Openings
    special: dict[int, str]
    addresses: Addresses
    located: Whereabouts | None = None
    kept: dict[int, Centre] = field(default_factory=dict)
    written: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    moment: datetime | None = None
    terms: int = field(default_factory=lambda: edition().number)

    def __len__(self) -> int:
        return len(self.ids)

    def key(self, row: int) -> SortKey:
        return int(self.ranks[row]), self.names[row], int(self.ids[row])

    def of_network(self, code: str) -> list[int]:
        """Primary keys of a network's centres, in the order of the table."""
        return self.ids[self.network.any_of([code])].tolist() if code in self.network.codes else []

    def whereabouts(self) -> Whereabouts | None:
        """Where the centres lie, looked up at the first question for a place; ``None`` without the file of places."""
        if self.located is None:
            try:
                self.located = Whereabouts.of(self.addresses, self.lat, self.lng)
            except GazetteerError:
                return None
        return self.located

    def distances(self, lat: float, lng: float) -> np.ndarray:
        """Kilometres from a point to each centre ; infinite when the centre has no point."""
        km = distances_km(lat, lng, self.lat, self.lng)
        return np.where(np.isnan(km), np.inf, km)

    def within(self, bbox: tuple[float, float, float, float]) -> np.ndarray:
        """Which centres on the map lie in west, south, east, north; a box may cross the date line."""
        west, south, east, north = bbox
        with np.errstate(invalid="ignore"):
            wide = (self.lng >= west) & (self.lng <= east) if west <= east else (self.lng >= west) | (self.lng <= east)
            return self.on_map & wide & (self.lat >= south) & (self.lat <= north)

    def centres(self, pks: list[int]) -> list[Centre]:
        """The centres with these keys, with parent and texts, in this order; at most two queries.

        They are kept for the life of the table, so read them only.
        """
        missing = [pk for pk in pks if pk not in self.kept]
        if missing:
            if len(self.kept) > MAX_KEPT:
                self.kept, self.written = {}, {}
            self.kept |= {centre.pk: centre for centre in Centre.objects.public().in_order_of(missing)}
        return [self.kept[pk] for pk in pks if pk in self.kept]

    def centres_at(self, slugs: list[str]) -> list[Centre]:
        """The public centres with these ends of the address, in this order; at most two queries."""
        rows = [row for slug in slugs for row in np.flatnonzero(self.slugs == hash(slug))]
        by_slug = {centre.slug: centre for centre in self.centres(self.ids[rows].tolist())} if rows else {}
        return [by_slug[slug] for slug in slugs if slug in by_slug]

    def refresh_openings(self, now: datetime) -> None:
        """Brings the columns of opening to the minute of ``now``, those of the week to its day."""
        before, self.moment = self.moment, now.replace(second=0, microsecond=0)
        if before == self.moment:
            return
        values = self.groups["open"].values
        values[0] = self.openings.open_at(now)
        if before is None or before.date() != self.moment.date():
            values[1:3] = self.openings.this_week(now)
