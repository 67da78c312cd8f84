"""A page begun in Croatian, and a service that translates into it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from core.work import Later
from home.models import StandardPage
from tests.translation.machine.services import Service
from tests.translation.test_desk_following import begun, book, published, standing
from translation.machine import asking, working
from translation.models import MachinePart, MachineRequest, Segment

__all__ = ["begun", "book", "published"]

Start = Callable[..., Service]


@pytest.fixture
def service(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a service and sends Croatian there."""
    started: list[Service] = []
    monkeypatch.setattr("translation.machine.providers.http.READ", 0.4)

    def start(form: str = "deepl", *args: Any, **more: Any) -> Service:
        started.append(Service(form, *args, **more))
        settings.MACHINE_TRANSLATION = started[-1].routes()
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def writer() -> Any:
    return get_user_model().objects.get(username="translator-hr")


def ask(page: StandardPage, user: Any = None, *, changed: bool = False) -> MachineRequest:
    found = asking.estimate(standing(page), changed=changed)
    assert found is not None
    request = asking.ask(found, user)
    assert request is not None
    return request


def work() -> list[timedelta]:
    """Sends what waits, once; returns when each that failed is tried again."""
    again = []
    for pk in MachinePart.objects.filter(state="waiting").values_list("pk", flat=True):
        try:
            working.carry_out.call(pk)
        except Later as later:
            again.append(later.delay)
    return again


def passages(page: StandardPage) -> dict[str, int]:
    rows = Segment.objects.filter(item=standing(page).item, order__isnull=False)
    return {path.split(".")[0]: pk for path, pk in rows.values_list("path", "pk")}
