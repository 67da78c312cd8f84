"""`make run` as somebody starts and ends it: the real Makefile, real processes, real signals."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management.base import CommandError

from benchmarks.servers import free_port
from portal.management.commands.serve import listen
from tests.template import copy_to
from tests.template import folder as template_folder

SECONDS_TO_END = 4.0
"""Two on a quiet machine; other tests keep this one busy. It was twenty."""
TOKEN = "a-token-for-this-test"


def children_of(pid: int) -> set[int]:
    """Every process below one, from /proc."""
    parents = {
        int(stat.parent.name): int(stat.read_text().rpartition(")")[2].split()[1])
        for stat in Path("/proc").glob("[0-9]*/stat")
        if stat.exists()
    }
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Running:
    """`make run` on a copy of the seeded data, ready for requests."""

    def __init__(self, var: Path) -> None:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST", "COV_", "MAKE"))
            and name not in {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"}
        }
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(var), "HEALTH_TOKEN": TOKEN}
        self.process = subprocess.Popen(
            # Packages and data are there: `-o` says so to make.
            ["make", "-o", "setup", "-o", "data", "run", f"VENV={sys.prefix}", f"PORT={free_port()}"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.match(r"Ready: http://([^/]+)/", line):
                self.address = found[1]
                break
        else:
            raise AssertionError("".join(self.lines))

    def health(self) -> dict[str, object]:
        """What /-/health says."""
        connection = http.client.HTTPConnection(self.address)
        connection.request("GET", "/-/health", headers={"Authorization": f"Bearer {TOKEN}"})
        parts = json.loads(connection.getresponse().read())["parts"]
        connection.close()
        return parts

    def workers(self) -> set[int]:
        """The process that does background work."""
        return {pid for pid in children_of(self.process.pid) if b"\0work\0" in command_of(pid)}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    source = template_folder()
    copy_to(tmp_path, source)
    for name in ("gazetteer.sqlite3", "secret_key"):
        shutil.copy2(source / name, tmp_path / name)
    shutil.copytree(source / "locale", tmp_path / "locale")
    site = Running(tmp_path)
    yield site
    for pid in children_of(site.process.pid) | {site.process.pid}:
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    site.process.wait()
    site.process.stdout.close()


def eventually(check: object, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(0.2)
    return False


def test_make_run_serves_works_and_ends_at_once(running: Running) -> None:
    assert running.lines[-1] == f"Ready: http://{running.address}/\n"
    assert eventually(lambda: running.health()["worker"]["ok"])
    (first,) = running.workers()
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: running.workers() - {first})
    everyone = children_of(running.process.pid)
    assert len(everyone) >= 4  # serve, gunicorn with two workers, worker
    kept_open = http.client.HTTPConnection(running.address)
    kept_open.request("GET", "/-/live")
    kept_open.getresponse().read()
    started = time.monotonic()
    running.process.terminate()
    running.process.wait(20)
    assert time.monotonic() - started < SECONDS_TO_END
    kept_open.close()
    assert [pid for pid in everyone if alive(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent was killed")
def test_nothing_stays_when_serve_is_killed(running: Running) -> None:
    assert eventually(lambda: running.health()["worker"]["ok"])
    everyone = children_of(running.process.pid)
    (serve,) = [pid for pid in everyone if b"\0serve\0" in command_of(pid)]
    os.kill(serve, signal.SIGKILL)
    assert eventually(lambda: not any(map(alive, everyone)))


def test_servers_started_together_take_ports_of_their_own() -> None:
    wanted = free_port()
    with ThreadPoolExecutor(8) as threads:
        sockets = list(threads.map(lambda _number: listen("127.0.0.1", wanted), range(8)))
    ports = {taken.getsockname()[1] for taken in sockets}
    for taken in sockets:
        taken.close()
    assert len(ports) == 8
    assert min(ports) == wanted


def test_a_host_that_does_not_exist_is_said() -> None:
    with pytest.raises(CommandError, match="no address"):
        listen("no.such.host.invalid", 8000)
