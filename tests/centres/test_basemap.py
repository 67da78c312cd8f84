"""The map's own background: what the files name is there, in every language."""

import json

import pytest
from django.contrib.staticfiles import finders

from core.i18n.languages import LANGUAGES


def read(name: str) -> dict:
    """One file of the background."""
    with open(str(finders.find(f"centres/basemap/{name}")), encoding="utf-8") as stream:
        return json.load(stream)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_square_of_small_towns_is_there(language: str) -> None:
    squares = read(f"labels-{language}.json")["squares"]
    assert len(squares) > 80
    assert all(finders.find(f"centres/basemap/towns/{square}.json") for square in squares)


def test_a_square_holds_the_towns_within_it_and_their_names_by_language() -> None:
    rows = read("towns/4_48.json")
    assert len(rows) > 500
    assert all(4 <= lng < 8 and 48 <= lat < 52 for _name, lat, lng, *_rest in rows)
    assert all(set(names) <= set(LANGUAGES) for *_rest, names in (row for row in rows if len(row) == 5))


@pytest.mark.parametrize("name", ["basemap.json", "basemap-near.json"])
def test_the_ground_has_land_lakes_and_rivers(name: str) -> None:
    ground = read(name)
    assert min(len(ground["land"]), len(ground["lakes"]), len(ground["rivers"])) > 20
    last = len(ground["arcs"])
    used = [
        number for kind in ("land", "lakes", "rivers") for rings in ground[kind] for ring in rings for number in ring
    ]
    assert all(-last <= number < last for number in used)
