"""PostgreSQL and Redis of their own, in temporary folders, on free ports."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.servers import free_port, postgresql
from tests.conftest import PROGRAMS


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL cluster made for this run; its address for DATABASE_URL."""
    with postgresql(Path(PROGRAMS["postgresql"]()).parent) as url:
        yield url


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
