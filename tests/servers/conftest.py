"""PostgreSQL and Redis of their own, in temporary folders, on free ports."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROGRAMS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: the package's own user runs it then."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL cluster made for this run; its address for DATABASE_URL."""
    binaries = Path(PROGRAMS["postgresql"]()).parent
    folder = (
        Path("/tmp") / f"portal-pg-{os.getpid()}"
    )  # socket paths must be short, and the server's user must reach it
    folder.mkdir(mode=0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    subprocess.run(
        as_postgres(
            [str(binaries / "initdb"), "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8", "--no-sync"]
        ),
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        as_postgres(
            [str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1"]
        ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"postgres://portal@127.0.0.1:{port}/postgres"
    try:
        wait_for_postgresql(url, str(data))
        yield url
    finally:
        subprocess.run(
            as_postgres([str(binaries / "pg_ctl"), "-D", str(data), "stop", "-m", "immediate"]), capture_output=True
        )
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for_postgresql(url: str, data: str) -> None:
    """Waits for the server and makes sure that it is ours: its data folder is the one just made."""
    import psycopg

    for _attempt in range(150):
        try:
            with psycopg.connect(url, connect_timeout=2) as connection:
                (folder,) = connection.execute("SHOW data_directory").fetchone()
                assert folder == data
                return
        except psycopg.OperationalError:
            time.sleep(0.2)
    raise AssertionError("PostgreSQL did not start")


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis server made for this run."""
    import redis

    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    server = subprocess.Popen(
        [PROGRAMS["redis"](), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    client = redis.Redis(port=port)
    try:
        for _attempt in range(100):
            try:
                assert client.config_get("dir")["dir"] == str(folder)
                break
            except redis.ConnectionError:
                time.sleep(0.1)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        client.close()
        server.terminate()
        server.wait(20)
