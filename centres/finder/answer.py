"""Which centres answer a question, in which order, and how many each further choice would leave."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from centres.finder.current import current
from centres.finder.question import Asked
from centres.finder.table import GROUPS, Table
from centres.gazetteer.find import HOME_COUNTRIES

FAR_KM = 100
"""When the nearest centre is farther than this, the page says so."""
INSTEAD = 3


@dataclass(slots=True)
class Answer:
    """``order`` holds row numbers of ``table``; ``distances`` are kilometres by row number, ``None`` without a place.

    ``counts`` by group and code respect every other choice. ``unplaced``: centres that pass all filters and may lie where
    was asked for, but nobody knows. ``nearest``: (row, km) of the centre the list would begin with whatever the area.
    ``hurting``: (group, number of centres without it) for the choice that costs most, when nothing is found.
    ``instead``: then also rows of up to three centres one can go to, the nearest first.
    """

    table: Table
    order: np.ndarray
    distances: np.ndarray | None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    unplaced: int = 0
    nearest: tuple[int, float] | None = None
    hurting: tuple[str, int] | None = None
    instead: list[int] = field(default_factory=list)

    @property
    def mask(self) -> np.ndarray:
        """Which rows of the table are found."""
        found = np.zeros(len(self.table), dtype=bool)
        found[self.order] = True
        return found

    def reaches(self, kilometres: float) -> bool:
        """Whether something is found and the first of it lies within that distance."""
        if not len(self.order):
            return False
        first = self.km(int(self.order[0]))
        return first is not None and first <= kilometres

    def km(self, row: int) -> float | None:
        """Distance of a row in kilometres; ``None`` when there is no place or no point."""
        if self.distances is None or not np.isfinite(self.distances[row]):
            return None
        return float(self.distances[row])


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the question looks: ``area`` the rows that lie there, ``maybe`` those that could, ``distances`` from a place.

    ``away``: kilometres from the middle of what was asked for, to find the nearest; ``None`` without any place.
    """

    area: np.ndarray
    maybe: np.ndarray
    distances: np.ndarray | None
    away: np.ndarray | None


def _ground(asked: Asked, table: Table) -> Ground:
    everything, nothing = np.ones(len(table), dtype=bool), np.zeros(len(table), dtype=bool)
    where = table.whereabouts() if asked.origin or asked.area or asked.bbox else None
    measured = where or table
    area, maybe, distances, away = everything, nothing, None, None
    if asked.origin:
        distances = away = measured.distances(asked.origin.lat, asked.origin.lng)
        if asked.radius is not None:
            area = area & (distances <= asked.radius)
            maybe = (
                where.may_lie_near(asked.origin.lat, asked.origin.lng, asked.radius) if where else np.isnan(table.lat)
            )
    if asked.area and asked.area.within and where:
        away = where.distances(asked.area.lat, asked.area.lng)
        area = area & where.within(asked.area.within)
        maybe = where.may_lie_within(asked.area.within) & ~area
    if asked.bbox:
        west, south, east, north = asked.bbox
        if away is None:
            away = table.distances((south + north) / 2, (west + east) / 2 if west <= east else 180)
        area = area & table.within(asked.bbox)
        in_box = where.may_lie_in_box(asked.bbox) if where else np.isnan(table.lat)
        maybe = maybe & in_box if asked.radius is not None or asked.area else in_box
    return Ground(area, maybe, distances, away)


def _ordered(rows: np.ndarray, asked: Asked, table: Table, away: np.ndarray | None) -> np.ndarray:
    """Rows in the order of the list: the nearest first, else those at home where the visitor's language is.

    A centre nobody can go to yet, or any more, does not come before one that people can.
    """
    shut = (table.planned | table.closed)[rows]
    if away is not None:
        return rows[np.lexsort((rows, away[rows], shut))]
    return rows[np.lexsort((rows, _strangeness(asked.language, table)[rows], shut))] if asked.language else rows


def _strangeness(language: str, table: Table) -> np.ndarray:
    """0 in the language's first country, 1 in its others, 2 where it is spoken, 3 elsewhere."""
    countries, spoken = table.groups["country"], table.groups["speaks"]
    first, *others = HOME_COUNTRIES.get(language, ("",))
    strange = np.full(len(table), 3, dtype=np.uint8)
    for level, columns, codes in ((2, spoken, [language]), (1, countries, others), (0, countries, [first])):
        known = [code for code in codes if code in columns.codes]
        if known:
            strange[columns.any_of(known)] = level
    return strange


def _hurting(
    masks: dict[str, np.ndarray], chosen: dict[str, list[str]], area: np.ndarray, everything: np.ndarray
) -> tuple[str, int] | None:
    costs = {}
    for group in (name for name in GROUPS if chosen.get(name)):
        others = [mask for name, mask in masks.items() if name != group]
        costs[group] = int(np.logical_and.reduce([area, *others]).sum())
    if not area.all():
        costs["place"] = int(np.logical_and.reduce([everything, *masks.values()]).sum())
    best = max(costs, key=lambda name: costs[name], default=None)
    return (best, costs[best]) if best and costs[best] else None


def _instead(table: Table, order: np.ndarray, need: np.ndarray, away: np.ndarray | None) -> list[int]:
    """Up to three centres one can go to: those that pass all filters but lie elsewhere, else those for the same need."""
    there = table.on_map & ~table.planned
    rows = order[there[order]]
    if not len(rows):
        rows = np.flatnonzero(need & there)
        if not len(rows):
            rows = np.flatnonzero(there)
        if away is not None:
            rows = rows[np.argsort(away[rows], kind="stable")]
    return rows[:INSTEAD].tolist()


def answer(asked: Asked, now: datetime | None = None, *, counts: bool = True) -> Answer:
    """The answer to a question; ``counts=False`` spares the facets."""
    table = current(now)
    everything = np.ones(len(table), dtype=bool)
    ground = _ground(asked, table)
    masks = {
        group: table.groups[group].any_of(asked.chosen[group]) if asked.chosen.get(group) else everything
        for group in GROUPS
    }
    passing = np.logical_and.reduce(list(masks.values()))
    order = _ordered(np.flatnonzero(passing), asked, table, ground.away if asked.origin or asked.area else None)
    result = Answer(table=table, order=order[ground.area[order]], distances=ground.distances)
    result.unplaced = int((passing & ground.maybe & ~ground.area).sum())
    if ground.away is not None and len(order) and np.isfinite(ground.away[order[0]]):
        result.nearest = int(order[0]), float(ground.away[order[0]])
    if counts:
        for group in GROUPS:
            rest = np.logical_and.reduce([ground.area, *(mask for name, mask in masks.items() if name != group)])
            result.counts[group] = table.groups[group].counts(rest)
    if not len(result.order):
        result.hurting = _hurting(masks, asked.chosen, ground.area, everything)
        near = order if asked.origin or asked.area else np.zeros(0, dtype=int)
        result.instead = _instead(table, near, masks["need"], ground.away)
    return result
