"""Group the points in a map view, so that a view weighs the same for ten centres and for a hundred thousand."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Box: TypeAlias = tuple[float, float, float, float]
TILE = 256  # pixels of the whole world at zoom 0
CELL = 64  # pixels; wider than a marker with some air
CLOSE = 52  # pixels; nearer groups would cover each other, also half a zoom further out
MANY = 72  # more stops than this are too many to read, or to walk by keyboard: the groups become wider
NAMED = 5  # a group of at most so many lists its members
MAX_LATITUDE = 85.05112878


def clusters(lats: NDArray[Any], lngs: NDArray[Any], ids: NDArray[Any], bbox: Box, zoom: int) -> list[dict[str, Any]]:
    """Groups of the points inside `bbox` (west, south, east, north, degrees) at a web map's `zoom` (0 to 22).

    Each has `lat`, `lng` (the middle of its points) and `count`; one point alone also `id`; several also `bounds`
    (west, south, east, north), and up to five of them `ids`. The largest come first. Points that are NaN are left
    out. Numbers are as fine as a pixel. A view across the date line has its west greater than its east.
    """
    lats, lngs, ids = np.asarray(lats, dtype=float), np.asarray(lngs, dtype=float), np.asarray(ids)
    inside = np.flatnonzero(_inside(lats, lngs, bbox))
    if not len(inside):
        return []
    lats, lngs, ids = lats[inside], lngs[inside], ids[inside]
    zoom = min(max(int(zoom), 0), 22)
    digits = math.ceil(math.log10(TILE * 2**zoom / 360)) if zoom else 0
    x, y = project(lats, lngs, zoom)
    members = next(found for scale in (1, 2, 4) if len(found := _members(x, y, scale)) <= MANY or scale == 4)
    found = [_group(lats[points], lngs[points], ids[points], digits) for points in members]
    found.sort(key=lambda group: (-group["count"], group["lat"], group["lng"]))
    return found


def _members(x: NDArray[Any], y: NDArray[Any], scale: int) -> list[NDArray[Any]]:
    """The numbers of the points in each group; `scale` widens the groups."""
    groups = _grid(x, y, CELL * scale)
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    middles = np.stack([np.add.reduceat(axis[order], starts) / sizes for axis in (x, y)], axis=1)
    return [
        np.concatenate([order[starts[cell] : starts[cell] + sizes[cell]] for cell in cells])
        for cells in _merge(middles, sizes, CLOSE * scale)
    ]


def project(lats: NDArray[Any], lngs: NDArray[Any], zoom: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Degrees to pixels of the web Mercator projection at `zoom`."""
    size = TILE * 2.0**zoom
    sine = np.sin(np.radians(np.clip(lats, -MAX_LATITUDE, MAX_LATITUDE)))
    return size * (lngs / 360 + 0.5), size * (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi))


def _inside(lats: NDArray[Any], lngs: NDArray[Any], bbox: Box) -> NDArray[np.bool_]:
    west, south, east, north = bbox
    across = (lngs >= west) & (lngs <= east) if west <= east else (lngs >= west) | (lngs <= east)
    return across & (lats >= south) & (lats <= north)


def _grid(x: NDArray[Any], y: NDArray[Any], cell: int) -> NDArray[np.int64]:
    """The number of each point's cell. The grid is that of the world, so that panning does not regroup."""
    return np.floor(y / cell).astype(np.int64) * (1 << 24) + np.floor(x / cell).astype(np.int64)


def _merge(middles: NDArray[Any], sizes: NDArray[Any], close: int) -> list[list[int]]:
    """Join cells whose middles are so near that their markers would cover each other; the larger takes the smaller."""
    taken: dict[tuple[int, int], list[int]] = {}
    merged: list[list[int]] = []
    centres: list[tuple[float, float]] = []
    for cell in np.argsort(-sizes, kind="stable").tolist():
        x, y = middles[cell]
        column, row = int(x // close), int(y // close)
        near = [
            number
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for number in taken.get((column + dx, row + dy), ())
            if (centres[number][0] - x) ** 2 + (centres[number][1] - y) ** 2 < close**2
        ]
        if near:
            merged[near[0]].append(cell)
            continue
        taken.setdefault((column, row), []).append(len(merged))
        merged.append([cell])
        centres.append((x, y))
    return merged


def _group(lats: NDArray[Any], lngs: NDArray[Any], ids: NDArray[Any], digits: int) -> dict[str, Any]:
    middle = {"lat": round(float(lats.mean()), digits), "lng": round(float(lngs.mean()), digits)}
    group: dict[str, Any] = {**middle, "count": len(ids)}
    if len(ids) == 1:
        return group | {"id": ids[0].item()}
    low, high = (lngs.min(), lats.min()), (lngs.max(), lats.max())
    # Rounded outwards: a box must hold the points it stands for.
    group["bounds"] = [_outwards(corner, digits, math.floor) for corner in low]
    group["bounds"] += [_outwards(corner, digits, math.ceil) for corner in high]
    if len(ids) <= NAMED:
        group["ids"] = sorted(ids.tolist())
    return group


def _outwards(degrees: float, digits: int, to: Callable[[float], int]) -> float:
    """A side of a box with so many digits, rounded `to` floor or ceiling unless it already is."""
    scale = 10**digits
    near = round(float(degrees) * scale)
    exact = abs(float(degrees) * scale - near) < 1e-6
    return (near if exact else to(float(degrees) * scale)) / scale
