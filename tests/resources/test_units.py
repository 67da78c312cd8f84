"""A module is a path of units, each at an address of its own."""

import re

import pytest
from django.test import Client

from resources.models import LearningModulePage


@pytest.fixture
def module(page_of) -> LearningModulePage:
    return page_of(LearningModulePage, "module-a", "pt")


def test_smoke(module, client: Client) -> None:
    for unit in module.units:
        r = client.get(f"{module.url}{unit.step}/")
        assert r.status_code == 200
    r = client.get(module.url)
    assert r.status_code == 200
    print(client.get("/pt/units.json").json())
