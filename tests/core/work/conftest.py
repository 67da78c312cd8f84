from collections.abc import Iterator

import pytest

from tests.core.work import jobs


@pytest.fixture
def runs() -> Iterator[list[object]]:
    """What the tasks of `tests.core.work.jobs` noted."""
    jobs.RUNS.clear()
    yield jobs.RUNS
    jobs.RUNS.clear()
