"""Backup and restore with PostgreSQL's own programs."""

from pathlib import Path

import pytest

from tests.portal.test_backup import CLEAR, READ, WRITE, Installation

pytestmark = pytest.mark.xdist_group("servers")


@pytest.mark.needs("postgresql")
def test_a_postgresql_site_comes_back(postgresql_url: str, tmp_path: Path) -> None:
    var = tmp_path / "var"
    site = Installation(var, DATABASE_URL=postgresql_url)
    assert site.run("prepare", "--no-demo")[0] == 0
    site.shell(WRITE)
    status, said = site.run("backup", str(tmp_path))
    assert status == 0, said
    site.shell(CLEAR)
    site.shell("from django.db import connection; connection.cursor().execute('CREATE TABLE newer (id integer)')")
    restored = site.run("restore", said.strip(), "--noinput")
    assert restored[0] == 0, restored[1]
    assert site.shell(READ).startswith("5 ")
    tables = "from django.db import connection; print('newer' in connection.introspection.table_names())"
    assert site.shell(tables) == "False"
    other = Installation(tmp_path / "sqlite")
    other.run("migrate", "-v", "0")
    refused = other.run("restore", said.strip(), "--noinput")
    assert (refused[0], "DATABASE_URL" in refused[1]) == (1, True)
