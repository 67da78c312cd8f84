"""An agenda as most tests want it: nothing is to come."""

import pytest

from agenda.models import Announcement, EventPage, Register
from core.seed import key_uuid

EXAMPLE = "exchange-example"


@pytest.fixture(autouse=True)
def nothing_to_come(request: pytest.FixtureRequest) -> None:
    """The seeded example is not public. Tests of it ask for ``with_example``."""
    if "seeded" in request.fixturenames and "with_example" not in request.fixturenames:
        request.getfixturevalue("seeded")
        EventPage.objects.filter(translation_key=key_uuid(EXAMPLE)).update(live=False)
        for model in (Register, Announcement):
            model.objects.filter(event_key=key_uuid(EXAMPLE)).delete()


@pytest.fixture
def with_example() -> str:
    """The key of the seeded example, which is to come."""
    return EXAMPLE
