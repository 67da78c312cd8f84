"""A service that calls back is believed at one secret address, once, and in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from core.work.models import Job
from home.models import StandardPage
from tests.clock import Clock, clock  # noqa: F401 - a fixture
from tests.translation.machine.conftest import Start, ask, passages, work
from tests.translation.machine.services import PAGE, Service, path
from tests.translation.machine.test_working import WRITTEN, said
from translation.machine import working
from translation.machine.names import ANSWER
from translation.models import MachinePart, MachineRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
Sent = tuple[Service, MachineRequest]


@pytest.fixture
def sent(service: Start, book: StandardPage, begun: Translation) -> Sent:
    there = service("etranslation")
    request = ask(book)
    assert work() == []
    request.refresh_from_db()
    assert request.state == "sent"
    return there, request


def call(address: str, body: bytes, **query: str) -> int:
    client = Client(enforce_csrf_checks=True)
    return client.post(address, body, content_type="application/octet-stream", query_params=query).status_code


def took_in() -> None:
    for pk in MachinePart.objects.filter(state="answered").values_list("pk", flat=True):
        working.take_in.call(pk)


def test_what_comes_back_is_written_by_the_worker(sent: Sent, book: StandardPage) -> None:
    there, request = sent
    assert there.texts == ["Book", "Book.", "Text of Book"]
    Job.objects.all().delete()
    address, body = there.called_back()
    assert call(address, body, **{"request-id": "1234567", "target-language": "HR"}) == 204
    assert said(book) == {}, "a request writes nothing"
    assert Job.objects.filter(task__endswith="take_in").count() == 1
    took_in()
    request.refresh_from_db()
    assert (request.state, request.written, said(book)) == ("done", 3, WRITTEN)


def test_a_second_answer_changes_nothing(sent: Sent, book: StandardPage) -> None:
    there, _request = sent
    address, body = there.called_back()
    there.says = lambda text: "xother"
    assert call(address, body) == 204
    assert call(*there.called_back()) == 204, "taken before"
    took_in()
    assert said(book) == WRITTEN
    assert call(*there.called_back()) == 410, "done"
    took_in()
    assert said(book) == WRITTEN


def test_a_forged_address_is_refused(sent: Sent, book: StandardPage) -> None:
    there, _request = sent
    part = MachinePart.objects.get()
    address, body = there.called_back()
    token = address.rstrip("/").rpartition("/")[2]
    forged = [
        signing.dumps([part.pk, "answer"], salt="another"),
        signing.dumps([part.pk, "answer"], key="another key", salt=working.SALT),
        token[:-1] + ("0" if token[-1] != "0" else "1"),
        "1",
    ]
    for one in forged:
        assert call(reverse(ANSWER, args=[one]), body) == 403
    assert Client().get(address).status_code == 405
    part.refresh_from_db()
    assert (part.state, part.answer) == ("sent", "")


def test_an_answer_that_comes_too_late_is_not_taken(sent: Sent, book: StandardPage, clock: Clock) -> None:  # noqa: F811
    there, request = sent
    assert working.give_up_late() == 0
    MachineRequest.objects.update(asked_at=timezone.now() - timedelta(days=3))
    assert working.give_up_late() == 1
    request.refresh_from_db()
    assert (request.state, request.reason) == ("failed", "late")
    assert call(*there.called_back()) == 410
    assert said(book) == {}


def test_an_address_ends(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    there, _request = sent
    monkeypatch.setattr(working, "PATIENCE", timedelta(seconds=-1))
    assert call(*there.called_back()) == 410


def test_a_failure_is_told(sent: Sent, book: StandardPage) -> None:
    there, request = sent
    address = path(there.asked[0]["errorCallback"])
    assert call(address, b"", **{"error-code": "-20013"}) == 204
    request.refresh_from_db()
    assert (request.state, request.reason) == ("failed", "rejected")
    assert request.left == {str(pk): "rejected" for pk in passages(book).values()}


BODIES = {"nothing": b"", "a page": PAGE, "no base64": b"\xff\xfe%%%\0", "another page": b"PGgxPkhlbGxvPC9oMT4="}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_answer_leaves_a_reason(sent: Sent, book: StandardPage, body: bytes) -> None:
    there, request = sent
    assert call(there.called_back()[0], body) == 204
    took_in()
    request.refresh_from_db()
    assert (request.state, request.reason, said(book)) == ("failed", "nonsense", {})


def test_an_answer_with_fewer_passages_is_taken_for_none(sent: Sent, book: StandardPage) -> None:
    there, request = sent
    there.fewer = 1
    assert call(*there.called_back()) == 204
    took_in()
    request.refresh_from_db()
    assert (request.reason, said(book)) == ("short", {})


def test_an_answer_without_end_is_refused(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translation.machine.answers.MOST", 10)
    there, _request = sent
    assert call(*there.called_back()) == 413


def test_nothing_is_sent_twice_while_an_answer_is_on_its_way(sent: Sent) -> None:
    there, _request = sent
    working.carry_out.call(MachinePart.objects.get().pk)
    assert len(there.asked) == 1


def test_a_refused_request_leaves_a_reason(
    service: Start, book: StandardPage, begun: Translation, monkeypatch: Any
) -> None:
    there = service("etranslation")
    monkeypatch.setattr(there, "_answer", lambda body: b"-20013")
    request = ask(book)
    work()
    request.refresh_from_db()
    assert (request.state, request.reason) == ("failed", "rejected")
