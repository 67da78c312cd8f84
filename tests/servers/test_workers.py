"""Several workers on one database: each task runs once, and what a killed one had begun runs again."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from core.work.rhythms import rhythms

pytestmark = pytest.mark.xdist_group("servers")

MANY = {"sqlite": 50, "postgresql": 500}
"""SQLite lets one write at a time: two workers on it mostly wait for each other."""
LEASE = 5


class House:
    """A database that holds nothing but background work, and the workers on it."""

    def __init__(self, var: Path, url: str, many: int) -> None:
        self.file, self.url, self.many = var / "portal.sqlite3", url, many
        base = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))}
        self.environment = base | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(var)}
        self.environment |= {"DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
        self.workers: dict[int, subprocess.Popen] = {}
        assert self.manage("migrate", "work", "--verbosity", "0").wait() == 0
        self.write("CREATE TABLE errands (what text)", [()])
        # The periodic tasks of the rooms need tables that are not here.
        far = datetime.now(UTC) + timedelta(days=1)
        self.write("INSERT INTO work_schedule (task, next_run) VALUES (%s, %s)", [(path, far) for path in rhythms()])

    def manage(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, stdout=subprocess.DEVNULL)
        self.workers[process.pid] = process
        return process

    def connect(self) -> Any:
        return closing(psycopg.connect(self.url) if self.url else sqlite3.connect(self.file, timeout=20))

    def write(self, sql: str, rows: list[tuple]) -> None:
        with self.connect() as connection:
            cursor = connection.cursor()
            if not self.url:
                sql, rows = sql.replace("%s", "?"), [tuple(map(_as_sqlite, row)) for row in rows]
            cursor.executemany(sql, rows)
            connection.commit()

    def ask(self, sql: str) -> list[tuple]:
        with self.connect() as connection:
            return list(connection.cursor().execute(sql))

    def enqueue(self, name: str, arguments: list[str]) -> None:
        now = datetime.now(UTC)
        columns = "task, arguments, queue, priority, state, due_at, attempts, worker, enqueued_at, reason, detail"
        self.write(
            f"INSERT INTO work_job ({columns}) VALUES (%s, %s, 'quick', 0, 'waiting', %s, 0, '', %s, '', '')",
            [(f"tests.servers.errands.{name}", f'{{"args": [{one}], "kwargs": {{}}}}', now, now) for one in arguments],
        )

    def said(self, what: str) -> int:
        return self.ask(f"SELECT count(*) FROM errands WHERE what LIKE '{what}'")[0][0]

    def wait_for(self, what: str, times: int = 1, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while self.said(what) < times:
            assert time.monotonic() < deadline, f"{what}: {self.said(what)}"
            time.sleep(0.1)

    def who_runs(self, name: str) -> subprocess.Popen:
        (worker,) = self.ask(f"SELECT worker FROM work_job WHERE task LIKE '%{name}'")[0]
        return self.workers.pop(int(worker.split("-")[-2]))

    def end(self) -> None:
        for process in self.workers.values():
            process.kill()
            process.wait()


def _as_sqlite(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = request.getfixturevalue("own_database") if request.param == "postgresql" else ""
    house = House(tmp_path, url, MANY[request.param])
    yield house
    house.end()


@pytest.fixture
def own_database(postgresql_url: str) -> str:
    """A database of this test on the run's server."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS workers")
        connection.execute("CREATE DATABASE workers")
    return postgresql_url.rpartition("/")[0] + "/workers"


def test_workers_share_many_tasks_and_outlive_one_another(house: House) -> None:
    house.enqueue("meet", ["", ""])
    for _number in range(2):
        house.manage("work", "--lease", str(LEASE), "--grace", "0.3")
    house.wait_for("meet", 2)  # a quick one could do all before the other has started
    house.enqueue("one", [str(number) for number in range(house.many)])
    house.wait_for("one %", house.many)

    house.enqueue("long", [""])
    house.wait_for("long begun")
    killed = house.who_runs("long")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    house.wait_for("long done")
    assert house.said("long begun") == 2

    house.enqueue("deaf", [""])
    house.wait_for("deaf begun")
    stopped = house.who_runs("deaf")
    asked = time.monotonic()
    stopped.terminate()
    assert stopped.wait(20) == 0
    assert time.monotonic() - asked < 4  # two seconds on a quiet machine

    house.enqueue("compete", [""])
    assert house.manage("work", "--drain", "--lease", "60").wait(90) == 0, "what was handed back waits for no lease"
    assert house.said("deaf done") == 1
    assert house.said("same") == 1
    assert house.said("hourly") == 10
    assert house.said("one %") == house.many
    assert len(house.ask("SELECT DISTINCT worker FROM work_job WHERE task LIKE '%meet'")) == 2
    assert house.ask("SELECT attempts, count(*) FROM work_job WHERE state = 'done' GROUP BY attempts ORDER BY 1") == [
        (1, house.many + 15),
        (2, 1),
    ]
