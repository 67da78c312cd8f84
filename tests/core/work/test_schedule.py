"""Periodic tasks come in their rhythm, once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from core.work import periodic, signs
from core.work.models import Job, Schedule, Sign
from core.work.rhythms import Daily, Every, rhythms
from core.work.schedule import LONGEST, enqueue_due
from core.work.tasks import prune
from core.work.vocabularies import State

PRUNE = "core.work.tasks.prune"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 1, 10, 1, tzinfo=UTC), datetime(2026, 1, 10, 2, 30, tzinfo=UTC)),
        (datetime(2026, 1, 10, 2, 30, tzinfo=UTC), datetime(2026, 1, 11, 2, 30, tzinfo=UTC)),
        (datetime(2026, 7, 10, 1, 45, tzinfo=UTC), datetime(2026, 7, 11, 1, 30, tzinfo=UTC)),
        # The clocks go forward at 2:00 on 29 March and back at 3:00 on 25 October.
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
    ],
)
def test_daily_means_the_hour_on_the_wall(now: datetime, then: datetime) -> None:
    assert Daily(time(3, 30)).after(now) == then


def test_a_rhythm_is_one_of_two() -> None:
    with pytest.raises(ValueError):
        periodic(label="Neither")
    with pytest.raises(ValueError):
        periodic(label="Both", every=timedelta(hours=1), daily_at=time(3))


@pytest.mark.django_db
def test_a_periodic_task_is_enqueued_once_when_its_time_has_come() -> None:
    now = timezone.now()
    Schedule.objects.all().delete()
    assert now < enqueue_due(now) <= now + LONGEST
    assert not Job.objects.exists()
    assert set(Schedule.objects.values_list("task", flat=True)) == set(rhythms())
    Schedule.objects.filter(task=PRUNE).update(next_run=now - timedelta(days=3))
    enqueue_due(now)
    enqueue_due(now)
    assert [job.task for job in Job.objects.all()] == [PRUNE]
    assert Schedule.objects.get(task=PRUNE).next_run > now


@pytest.mark.django_db
def test_the_worker_looks_again_when_the_next_task_comes() -> None:
    now = timezone.now()
    enqueue_due(now)
    Schedule.objects.filter(task=PRUNE).update(next_run=now + timedelta(seconds=5))
    assert enqueue_due(now) == now + timedelta(seconds=5)


def test_every_counts_from_now() -> None:
    now = timezone.now()
    assert Every(timedelta(minutes=5)).after(now) - now == timedelta(minutes=5)


@pytest.mark.django_db
def test_old_entries_go() -> None:
    now = timezone.now()
    ages = [(State.DONE, 6), (State.DONE, 8), (State.FAILED, 80), (State.FAILED, 100), (State.WAITING, 100)]
    Job.objects.bulk_create(
        Job(task="x", arguments={}, queue="quick", state=state, finished_at=now - timedelta(days=days))
        for state, days in ages
    )
    signs.give("new")
    Sign.objects.create(worker="old", seen_at=now - timedelta(days=30))
    prune.call()
    assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "failed", "waiting"]
    assert not Sign.objects.filter(worker="old").exists()
    assert Sign.objects.filter(worker="new").exists()
