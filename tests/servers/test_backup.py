"""Backup and restore with PostgreSQL's own programs."""

import shutil
from pathlib import Path

import psycopg
import pytest

from tests.installation import Installation
from tests.portal.test_backup import CLEAR, READ, WRITE
from tests.servers.conftest import another

pytestmark = pytest.mark.xdist_group("servers")
OTHERS = "CREATE SCHEMA others; CREATE TABLE others.kept AS SELECT 7 AS number"
TABLES = "from django.db import connection; print('newer' in connection.introspection.table_names())"


@pytest.mark.needs("postgresql", "redis")
def test_a_postgresql_site_comes_back(prepared: tuple[Installation, str], postgresql_url: str, tmp_path: Path) -> None:
    source, untouched = prepared
    url = another(postgresql_url, "kept")
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE kept TEMPLATE {untouched}")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(OTHERS)
    var = tmp_path / "var"
    shutil.copytree(source.var, var, symlinks=True)
    with Installation(var, DATABASE_URL=url) as site:
        site.shell(WRITE)
        file = site.good("backup", str(tmp_path)).strip()
        site.shell(
            f"{CLEAR}; from django.db import connection; connection.cursor().execute('CREATE TABLE newer (id int)')"
        )
        assert site.shell(TABLES) == "True"
        site.good("restore", file, "--noinput")
        assert site.shell(READ) == "5 True"
        assert site.shell(TABLES) == "False"
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT number FROM others.kept").fetchone() == (7,)
    with Installation(tmp_path / "sqlite") as other:
        refused = other.run("restore", file, "--noinput")
    assert (refused[0], "DATABASE_URL" in refused[1]) == (1, True)
