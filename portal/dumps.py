"""The whole database as one file and back: SQLite's own backup call, PostgreSQL's own programs."""

import os
import re
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

ENGLISH = {"LC_ALL": "C.UTF-8"}
"""So that the line which names the cause is known by its words."""


def dump(target: Path) -> None:
    """Write the database as it stands at one moment, also while people work. Raises CommandError when that fails."""
    if connection.vendor == "postgresql":
        whole = ["--format=custom", "--no-owner", "--no-privileges", f"--schema={_quoted(_schema())}"]
        _postgresql("pg_dump", [*whole, f"--file={target}"])
        return
    connection.ensure_connection()
    # What was written last may still stand in the write-ahead log: a copy of the file would lack it.
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
    check(target)


def load(source: Path) -> None:
    """Put a dump in the place of everything in the database, wholly or not at all. Raises CommandError when that fails."""
    check(source)
    if connection.vendor == "postgresql":
        _load_postgresql(source)
        return
    connection.ensure_connection()
    # Through SQLite, not by moving files: a process that has the database open would go on with the old one.
    with closing(sqlite3.connect(source)) as copy:
        try:
            copy.backup(connection.connection)
        except sqlite3.Error as error:
            raise CommandError(f"The database cannot be replaced: {error}. Stop server and worker first.") from error
    connection.close()


def check(source: Path) -> None:
    """Raises CommandError when a dump is not whole."""
    if connection.vendor == "postgresql":
        _run(["pg_restore", "--list", str(source)])
        return
    try:
        with closing(sqlite3.connect(source)) as copy:
            ((answer, *_more), *_rest) = copy.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error as error:
        raise CommandError(f"The copy of the database is damaged: {error}.") from error
    if answer != "ok":
        raise CommandError(f"The copy of the database is damaged: {answer}.")


def _load_postgresql(source: Path) -> None:
    script, empty = source.with_suffix(".sql"), source.with_name("empty.sql")
    schema = _schema()
    _run(["pg_restore", "--no-owner", "--no-privileges", f"--schema={schema}", f"--file={script}", str(source)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = %s", [schema])
        tables = [f"{_quoted(schema)}.{_quoted(table)}" for (table,) in cursor.fetchall()]
    empty.write_text("".join(f"DROP TABLE IF EXISTS {table} CASCADE;\n" for table in tables))
    connection.close()
    # In one transaction: whatever goes wrong, the database is as it was.
    once = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    _postgresql("psql", [*once, f"--file={empty}", f"--file={script}"])


def _schema() -> str:
    """The schema of our tables: what else the database holds belongs to others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _postgresql(program: str, options: Sequence[str]) -> None:
    """A program of PostgreSQL's on our database; the password goes by the environment, which nobody else reads."""
    (_client, *arguments), environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, [*options]
    )
    _run([program, *arguments], environment)


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs, arguments from our settings
            command, env=os.environ | ENGLISH | (environment or {}), capture_output=True, text=True
        )
    except FileNotFoundError as error:
        raise CommandError(f"{command[0]} is missing: install PostgreSQL's client programs.") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        causes = [line for line in lines if re.search("error|fatal", line, re.IGNORECASE)]
        raise CommandError(f"{command[0]}: {(causes or lines)[0]}")
