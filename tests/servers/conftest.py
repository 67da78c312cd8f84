"""PostgreSQL and Redis of their own, in temporary folders, on free ports."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from benchmarks.servers import free_port, postgresql
from tests.conftest import PROGRAMS
from tests.installation import Installation


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL cluster made for this run, which need not outlive the machine; its address for DATABASE_URL."""
    with postgresql(Path(PROGRAMS["postgresql"]()).parent, "-F") as url:
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


@pytest.fixture(scope="session")
def prepared(
    postgresql_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, str]]:
    """A site with the demo content on both, made by `manage.py prepare`; with it the name of an untouched copy of its database."""
    var, url = tmp_path_factory.mktemp("prepared"), another(postgresql_url, "prepared")
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE prepared")
        with Installation(var, DATABASE_URL=url, REDIS_URL=redis_url) as site:
            site.good("prepare")
            connection.execute("CREATE DATABASE untouched TEMPLATE prepared")
            yield site, "untouched"


def another(url: str, database: str) -> str:
    """The address of another database of the same server."""
    return f"{url.rpartition('/')[0]}/{database}"
