"""Whether a worker runs can be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.work import signs
from core.work.models import Sign
from core.work.runner import run_due
from tests.core.work import jobs

pytestmark = pytest.mark.django_db


def test_without_a_sign_no_worker_runs() -> None:
    Sign.objects.all().delete()
    assert (signs.standing().works, signs.standing().last_seen) == (False, None)


def test_a_sign_is_fresh_for_a_minute() -> None:
    signs.give("one")
    assert signs.standing().works
    Sign.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert not signs.standing().works
    signs.give("one")
    assert signs.standing().works


def test_a_worker_that_took_leave_does_not_run() -> None:
    signs.give("one")
    signs.give("one", stopped=True)
    assert not signs.standing().works
    assert signs.standing().last_seen


def test_jobs_are_counted_by_state(runs: list[object]) -> None:
    jobs.give_up.enqueue()
    run_due()
    jobs.note.enqueue(1)
    standing = signs.standing()
    assert (standing.waiting, standing.running, standing.failed) == (1, 0, 1)
