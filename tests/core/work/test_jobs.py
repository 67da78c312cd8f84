"""A task that is asked for is a row; it runs once, is tried again, and says why it failed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.work.models import Job
from core.work.recording import back_off, hand_back, try_again
from core.work.runner import LEASE, run, run_due
from core.work.vocabularies import Reason, State
from tests.core.work import jobs

pytestmark = pytest.mark.django_db


def test_a_task_is_a_row_and_runs_once(runs: list[object]) -> None:
    jobs.note.enqueue({"a": [1, "b", None]})
    assert Job.objects.get().state == State.WAITING
    assert runs == []
    assert run_due() == {State.DONE: 1}
    assert run_due() == {}
    assert runs == [{"a": [1, "b", None]}]


def test_a_change_that_is_rolled_back_leaves_no_task() -> None:
    with transaction.atomic():
        jobs.note.enqueue(1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_arguments_are_json() -> None:
    with pytest.raises(TypeError):
        jobs.note.enqueue(object())


def test_the_urgent_comes_first(runs: list[object]) -> None:
    jobs.note.enqueue("usual")
    jobs.urgent.enqueue()
    run_due()
    assert runs == ["urgent", "usual"]


def test_a_task_for_later_waits(runs: list[object]) -> None:
    jobs.note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("later")
    assert run_due() == {}


def test_of_a_unique_task_one_waits(runs: list[object]) -> None:
    for _time in range(100):
        jobs.note_one.enqueue()
    jobs.note_one.enqueue("another")
    assert Job.objects.count() == 2
    run_due()
    jobs.note_one.enqueue()
    run_due()
    assert runs == ["one", "another", "one"]


def test_a_unique_task_asked_for_while_it_runs_runs_again_afterwards(runs: list[object]) -> None:
    jobs.note_one.enqueue()
    first = Job.objects.claim("quick", "w1", timezone.now(), LEASE)
    jobs.note_one.enqueue()
    assert Job.objects.claim("quick", "w2", timezone.now(), LEASE) is None
    run(first)
    assert run_due() == {State.DONE: 1}


def test_asking_again_brings_a_waiting_task_forward(runs: list[object]) -> None:
    jobs.note_one.enqueue()
    Job.objects.update(due_at=timezone.now() + timedelta(hours=1))
    assert run_due() == {}
    jobs.note_one.enqueue()
    assert run_due() == {State.DONE: 1}


def test_an_error_is_tried_again_at_growing_distances_then_kept(runs: list[object]) -> None:
    jobs.fail.enqueue()
    for _time in range(2):
        before = timezone.now()
        assert run_due() == {State.WAITING: 1}
        job = Job.objects.get()
        assert job.due_at >= before + back_off(job.attempts)
        assert run_due() == {}
        Job.objects.update(due_at=before)
    assert run_due() == {State.FAILED: 1}
    job = Job.objects.get()
    assert (job.reason, job.detail) == (Reason.ERROR, "ConnectionRefusedError: nobody listens")
    assert runs == ["tried"] * 3


def test_back_off_doubles_up_to_an_hour() -> None:
    assert [back_off(n).seconds for n in (1, 2, 3, 9, 40)] == [15, 30, 60, 3600, 3600]


def test_a_task_that_gives_up_is_not_tried_again() -> None:
    jobs.give_up.enqueue()
    assert run_due() == {State.FAILED: 1}
    job = Job.objects.get()
    assert (job.reason, job.detail, job.attempts) == (Reason.GAVE_UP, "The file is gone.", 1)


def test_a_task_that_exits_fails_and_leaves_the_worker_alone() -> None:
    jobs.exits.enqueue()
    assert run_due() == {State.FAILED: 1}


def test_putting_off_is_no_failed_try(runs: list[object]) -> None:
    jobs.later.enqueue()
    job = Job.objects.claim("quick", "w", timezone.now(), LEASE)
    assert run(job) == State.WAITING
    job.refresh_from_db()
    assert (job.attempts, job.reason) == (0, Reason.NONE)


def test_a_task_this_version_does_not_know_fails() -> None:
    Job.objects.create(task="core.work.runner.nothing", arguments={"args": [], "kwargs": {}}, queue="quick")
    Job.objects.create(task="core.work.runner.run_due", arguments={"args": [], "kwargs": {}}, queue="quick")
    assert run_due() == {State.FAILED: 2}
    assert set(Job.objects.values_list("reason", flat=True)) == {Reason.UNKNOWN}


def test_a_job_is_left_alone_until_its_lease_ends(runs: list[object]) -> None:
    jobs.note.enqueue(1)
    now = timezone.now()
    dead = Job.objects.claim("quick", "dead", now, LEASE)
    assert Job.objects.claim("quick", "next", now + LEASE / 2, LEASE) is None
    taken = Job.objects.claim("quick", "next", now + LEASE * 2, LEASE)
    assert (taken.pk, taken.attempts) == (dead.pk, 2)
    assert run(taken) == State.DONE
    run(dead)  # it was only slow: what it writes now changes nothing
    assert Job.objects.get().worker == "next"


def test_a_task_that_kills_its_worker_each_time_fails(runs: list[object]) -> None:
    jobs.note.enqueue("deadly")
    now = timezone.now()
    for _time in range(6):
        job = Job.objects.claim("quick", "dead", now, LEASE)
        now += LEASE * 2
    job = Job.objects.claim("quick", "next", now, LEASE)
    assert run(job) == State.FAILED
    job.refresh_from_db()
    assert job.reason == Reason.LOST
    assert runs == []


def test_what_is_handed_back_is_taken_at_once(runs: list[object]) -> None:
    jobs.note.enqueue(1)
    Job.objects.claim("quick", "leaving", timezone.now(), LEASE)
    assert hand_back("leaving") == 1
    assert run_due() == {State.DONE: 1}
    assert Job.objects.get().attempts == 1


def test_a_second_try_gives_way_to_a_twin_that_waits() -> None:
    jobs.fail_one.enqueue()
    job = Job.objects.claim("quick", "w", timezone.now(), LEASE)
    jobs.fail_one.enqueue()
    assert run(job) == State.WAITING
    assert Job.objects.get().attempts == 0


def test_a_failed_task_can_be_tried_again(runs: list[object]) -> None:
    jobs.give_up.enqueue()
    run_due()
    job = Job.objects.get()
    assert try_again(job, None)
    assert not try_again(job, None)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.reason, job.detail) == (State.WAITING, 0, Reason.NONE, "")
