"""Which centres answer a question, in which order, and how many each further choice would leave."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from centres.finder.current import current
from centres.finder.question import Asked
from centres.finder.table import GROUPS, Table

FAR_KM = 100
"""When the nearest centre is farther than this, the page says so."""
INSTEAD = 3


@dataclass(slots=True)
class Answer:
    """``order`` holds row numbers of ``table``; ``distances`` are kilometres by row number, ``None`` without a place.

    ``counts`` by group and code respect every other choice. ``unplaced``: centres that pass all filters but have no
    point, so that a radius or a box leaves them out. ``nearest``: (row, km) of the nearest open centre
    whatever the radius, of any centre when none is known to be open.
    ``hurting``: (group, number of centres without it) for the choice that costs most, when nothing is found.
    ``instead``: then also rows of up to three centres one can go to: for the same need if any, the nearest first.
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


def _area(asked: Asked, table: Table, distances: np.ndarray | None) -> np.ndarray:
    area = np.ones(len(table), dtype=bool)
    if asked.radius is not None and distances is not None:
        area &= distances <= asked.radius
    if asked.bbox:
        area &= table.within(asked.bbox)
    return area


def _nearest(mask: np.ndarray, distances: np.ndarray) -> tuple[int, float] | None:
    """(row, km) of the nearest of the masked centres."""
    reachable = np.where(mask, distances, np.inf)
    row = int(np.argmin(reachable))
    return (row, float(reachable[row])) if np.isfinite(reachable[row]) else None


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


def _instead(asked: Asked, table: Table, need: np.ndarray, distances: np.ndarray | None) -> list[int]:
    there = table.on_map & ~table.planned
    rows = np.flatnonzero(need & there)
    if not len(rows):
        rows = np.flatnonzero(there)
    if distances is None and asked.bbox:
        west, south, east, north = asked.bbox
        distances = table.distances((south + north) / 2, (west + east) / 2 if west <= east else 180)
    if distances is not None:
        rows = rows[np.argsort(distances[rows], kind="stable")]
    return rows[:INSTEAD].tolist()


def answer(asked: Asked, now: datetime | None = None, *, counts: bool = True) -> Answer:
    """The answer to a question; ``counts=False`` spares the facets."""
    table = current(now)
    everything = np.ones(len(table), dtype=bool)
    origin = asked.origin
    distances = table.distances(origin.lat, origin.lng) if origin else None
    area = _area(asked, table, distances)
    masks = {
        group: table.groups[group].any_of(asked.chosen[group]) if asked.chosen.get(group) else everything
        for group in GROUPS
    }
    passing = np.logical_and.reduce(list(masks.values()))
    found = np.flatnonzero(passing & area)
    if distances is not None:
        # A centre nobody has seen open yet does not come before one that people can go to.
        found = found[np.lexsort((found, distances[found], table.planned[found]))]
    result = Answer(table=table, order=found, distances=distances)
    result.unplaced = int((passing & np.isnan(table.lat)).sum()) if not area.all() else 0
    if distances is not None and passing.any():
        result.nearest = _nearest(passing & table.working, distances) or _nearest(passing & ~table.planned, distances)
    if counts:
        for group in GROUPS:
            rest = np.logical_and.reduce([area, *(mask for name, mask in masks.items() if name != group)])
            result.counts[group] = table.groups[group].counts(rest)
    if not len(found):
        result.hurting = _hurting(masks, asked.chosen, area, everything)
        result.instead = _instead(asked, table, masks["need"], distances)
    return result
