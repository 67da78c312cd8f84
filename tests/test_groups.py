"""Tests that share something costly run on one worker: else each worker starts servers of its own."""

import pytest


@pytest.mark.xdist_group("alone")
def test_workers_see_the_groups(request: pytest.FixtureRequest) -> None:
    at_work = hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith("@alone") == at_work
