"""Administrators see background work, why it failed, and have it tried again."""

import pytest
from django.test import Client
from django.urls import reverse

from core.work import signs
from core.work.models import Job
from core.work.runner import run_due
from core.work.vocabularies import State
from tests.core.work import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(runs: list[object]) -> Job:
    jobs.give_up.enqueue()
    run_due()
    return Job.objects.get()


def test_the_report_says_why_in_plain_words(admin_client: Client, failed: Job) -> None:
    jobs.note.enqueue(1)
    page = admin_client.get(reverse("work_report")).content.decode()
    assert "Give up" in page
    assert "Another try would not help: The file is gone." in page
    assert "Note" in page
    only = admin_client.get(reverse("work_report"), {"state": "failed"}).content.decode()
    assert only.count("<tr") == page.count("<tr") - 1


def test_what_failed_is_tried_again(admin_client: Client, failed: Job) -> None:
    address = reverse("work_retry", args=[failed.pk])
    assert admin_client.get(address).status_code == 405
    assert address in admin_client.get(reverse("work_report")).content.decode()
    answer = admin_client.post(address, follow=True).content.decode()
    assert "is tried again" in answer
    assert Job.objects.get().state == State.WAITING
    assert "waits or runs already" in admin_client.post(address, follow=True).content.decode()


def test_a_task_that_is_gone_is_not_tried_again(admin_client: Client) -> None:
    job = Job.objects.create(task="gone.away", arguments={"args": [], "kwargs": {}}, queue="quick")
    run_due()
    answer = admin_client.post(reverse("work_retry", args=[job.pk]), follow=True).content.decode()
    assert "does not know the task" in answer
    assert "gone.away" in answer


def test_only_administrators_see_it(seeded: None, client: Client, failed: Job, django_user_model: type) -> None:
    client = Client()
    client.force_login(django_user_model.objects.get(username="moderator"))
    assert client.get(reverse("work_report")).status_code == 302
    assert client.post(reverse("work_retry", args=[failed.pk])).status_code == 302
    assert "No worker runs" not in client.get("/admin/").content.decode()
    assert Job.objects.get().state == State.FAILED


def test_the_home_of_the_admin_tells_what_is_wrong(admin_client: Client, failed: Job) -> None:
    home = admin_client.get("/admin/").content.decode()
    assert "No worker runs." in home
    assert "1 task in the background failed." in home
    assert "No worker runs." in admin_client.get(reverse("work_report")).content.decode()
    signs.give("one")
    Job.objects.all().delete()
    assert "Background work" not in admin_client.get("/admin/").content.decode().split('id="main"')[1]


def test_the_report_costs_the_same_for_many(admin_client: Client, count_queries: object, runs: list[object]) -> None:
    def ask() -> None:
        admin_client.get(reverse("work_report"))

    for number in range(2):
        jobs.note.enqueue(number)
    few = count_queries(ask)
    for number in range(18):
        jobs.note.enqueue(number)
    assert count_queries(ask) == few
