"""Tasks for several workers at once: each run is a line of the table `errands`. Run by processes of their own."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from core.work import stopping, task
from core.work.models import Schedule
from core.work.rhythms import Every, register
from core.work.schedule import enqueue_due

SECONDS_OF_A_LONG_ONE = 60


def say(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO errands (what) VALUES (%s)", [what])


def said(what: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM errands WHERE what LIKE %s", [what])
        return cursor.fetchone()[0]


@task(label="One of many")
def one(number: int) -> None:
    say(f"one {number}")


@task(label="Waits for the other worker", retries=0)
def meet() -> None:
    say("meet")
    while said("meet") < 2 and not stopping():
        time.sleep(0.05)


@task(label="Long the first time")
def long() -> None:
    say("long begun")
    if said("long begun") == 1:
        time.sleep(SECONDS_OF_A_LONG_ONE)
    say("long done")


@task(label="Long, and deaf", retries=0)
def deaf() -> None:
    say("deaf begun")
    if said("deaf begun") == 1:
        while not stopping():
            time.sleep(0.05)
        time.sleep(SECONDS_OF_A_LONG_ONE)
    say("deaf done")


@task(label="Same", unique=True)
def same() -> None:
    say("same")


@task(label="Every hour")
def hourly() -> None:
    say("hourly")


def at_once(run: Callable[[], object], threads: int = 6) -> None:
    """The same in several threads, each with a connection of its own, as close together as can be."""
    gate = threading.Barrier(threads)

    def go() -> None:
        connection.ensure_connection()
        gate.wait()
        try:
            run()
        finally:
            connection.close()

    running = [threading.Thread(target=go) for _number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def enqueue_the_same() -> None:
    with transaction.atomic():
        same.enqueue()
        time.sleep(0.1)


@task(label="Compete", retries=0)
def compete() -> None:
    """Six that ask for one unique task, and six workers that find the same periodic one due, ten times."""
    register(hourly, Every(timedelta(hours=1)))
    at_once(enqueue_the_same)
    for _time in range(10):
        enqueue_due(timezone.now())
        Schedule.objects.filter(task=hourly.module_path).update(next_run=timezone.now())
        at_once(lambda: enqueue_due(timezone.now()))
