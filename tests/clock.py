"""A clock for tests of what happens at a set time."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

Clock = Callable[[str], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: object) -> Clock:
    """``clock("2027-03-28 03:30")``: it is this moment now, on the wall in ``settings.TIME_ZONE``."""

    def set_to(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))  # type: ignore[attr-defined]
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to
