"""Every test of these is a task of somebody's day. ``DAY_CLICKS=<file>`` writes down how many clicks each took."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.day.desk import Desk


@pytest.fixture
def at_desk(seeded: None, request: pytest.FixtureRequest) -> Iterator[Callable[[str, str], Desk]]:
    """``at_desk("editor", "hr")``: somebody of that name, signed in, who reads the admin in that language."""
    desks: list[Desk] = []

    def sit(name: str, language: str) -> Desk:
        desks.append(Desk(name, language))
        return desks[-1]

    yield sit
    if path := os.environ.get("DAY_CLICKS"):
        with Path(path).open("a", encoding="utf-8") as table:
            table.write(f"{request.node.name}\t{sum(desk.clicks for desk in desks)}\n")
