"""The groups on the map: complete, stable, small and quick."""

from __future__ import annotations

import gzip
import json
import time

import numpy as np
import pytest

from centres.pages.clusters import CLOSE, MANY, clusters, project

EUROPE = (-12.0, 34.0, 32.0, 71.0)


def points(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    return random.normal(47, 6, count).clip(34, 70), random.normal(9, 9, count).clip(-12, 32), np.arange(1, count + 1)


def test_one_point_keeps_its_id() -> None:
    found = clusters(np.array([45.8]), np.array([16.0]), np.array([9]), EUROPE, 5)
    assert found == [{"lat": 45.8, "lng": 16.0, "count": 1, "id": 9}]


def test_near_points_become_one_group_and_part_when_zoomed() -> None:
    lats, lngs, ids = np.array([45.80, 45.82, 48.85]), np.array([16.00, 16.02, 2.35]), np.array([1, 2, 3])
    near, alone = clusters(lats, lngs, ids, EUROPE, 5)
    assert (near["count"], near["ids"], near["bounds"]) == (2, [1, 2], [16.0, 45.8, 16.02, 45.82])
    assert alone["id"] == 3
    assert [group["count"] for group in clusters(lats, lngs, ids, EUROPE, 14)] == [1, 1, 1]


@pytest.mark.parametrize("zoom", [0, 3, 5, 8, 12, 22])
def test_every_point_in_view_is_counted_once(zoom: int) -> None:
    lats, lngs, ids = points(3000)
    inside = ((lats >= 40) & (lats <= 55) & (lngs >= 0) & (lngs <= 20)).sum()
    found = clusters(lats, lngs, ids, (0, 40, 20, 55), zoom)
    assert sum(group["count"] for group in found) == inside
    named = [number for group in found for number in group.get("ids", [group["id"]] if "id" in group else [])]
    assert len(named) == len(set(named))


def test_points_without_coordinates_are_left_out() -> None:
    found = clusters(np.array([np.nan, 45.0]), np.array([np.nan, 15.0]), np.array([1, 2]), EUROPE, 4)
    assert [group["id"] for group in found] == [2]
    assert clusters(np.array([]), np.array([]), np.array([]), EUROPE, 4) == []


def test_a_view_across_the_date_line() -> None:
    found = clusters(np.array([0.0, 0.0]), np.array([179.0, 10.0]), np.array([1, 2]), (170, -10, -170, 10), 3)
    assert [group["id"] for group in found] == [1]


def test_groups_do_not_cover_each_other_much() -> None:
    lats, lngs, ids = points(5000)
    found = clusters(lats, lngs, ids, EUROPE, 5)
    x, y = project(np.array([g["lat"] for g in found]), np.array([g["lng"] for g in found]), 5)
    gaps = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]) + np.eye(len(found)) * 999
    assert (gaps.min(axis=1) < CLOSE / 2).mean() < 0.1


def test_a_box_holds_the_points_it_stands_for() -> None:
    lats, lngs, ids = points(2000)
    for zoom in (3, 6, 9, 12):
        for group in clusters(lats, lngs, ids, EUROPE, zoom):
            west, south, east, north = group.get("bounds", (-180, -90, 180, 90))
            for number in group.get("ids", []):
                assert west <= lngs[number - 1] <= east
                assert south <= lats[number - 1] <= north


@pytest.mark.parametrize("zoom", [4, 6, 8, 11])
def test_a_dense_view_has_no_more_stops_than_a_hand_can_walk(zoom: int) -> None:
    lats, lngs, ids = points(100_000)
    half = 180 / 2**zoom * 5
    found = clusters(lats, lngs, ids, (9 - half, 47 - half / 2, 9 + half, 47 + half / 2), zoom)
    assert 10 < len(found) <= 2 * MANY


@pytest.mark.parametrize("zoom", [5, 8, 11])
def test_a_hundred_thousand_points_are_quick_and_small(zoom: int) -> None:
    lats, lngs, ids = points(100_000)
    half = 10 * 2 ** (5 - zoom)
    times = []
    for _ in range(5):
        start = time.process_time()
        found = clusters(lats, lngs, ids, (9 - half, 47 - half, 9 + half, 47 + half), zoom)
        times.append(time.process_time() - start)
    assert min(times) < 0.05
    assert len(gzip.compress(json.dumps(found).encode())) < 3000
