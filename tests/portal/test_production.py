"""Production refuses to start half configured, in one line that names what is missing, and passes Django's deployment checks."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment

GOOD = {
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "portal.example.org",
    "BASE_URL": "https://portal.example.org",
}
CHECK = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    base = {name: value for name, value in os.environ.items() if name not in {*GOOD, "DATABASE_URL"}}
    return subprocess.run(
        [sys.executable, *(command or CHECK)],
        cwd=settings.BASE_DIR,
        env=base | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"} | variables,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", GOOD)
def test_what_is_missing_is_named_in_one_line(name: str) -> None:
    done = run(**{**GOOD, name: ""})
    assert done.returncode == 1
    assert done.stderr.startswith(f"Set the environment variable {name}:")
    assert len(done.stderr.splitlines()) == 1


def test_deployment_check_is_clean() -> None:
    done = run(**GOOD)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    url = "postgres://portal:very-secret@127.0.0.1:1/portal"
    done = run("manage.py", "migrate", "--check", **GOOD, DATABASE_URL=url, VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("The database portal at 127.0.0.1 cannot be used:")
    assert len(done.stderr.splitlines()) == 1
    assert "very-secret" not in done.stderr


@pytest.mark.parametrize("server", ["portal.wsgi", "portal.asgi"])
def test_missing_style_sheets_are_one_line(tmp_path: Path, server: str) -> None:
    done = run("-c", f"import {server}", **GOOD, VAR_DIR=str(tmp_path))
    assert done.returncode == 3
    assert done.stderr == "Style sheets and scripts are not collected: run `manage.py prepare`.\n"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (environment.boolean, "perhaps"),
        (environment.number, "-1"),
        (environment.number, "many"),
        (environment.number, "1.5"),
        (environment.rate, "10"),
        (environment.rate, "0/min"),
        (environment.rate, "ten/min"),
        (environment.address, "portal.example.org"),
        (environment.address, "ftp://portal.example.org"),
        (environment.address, "https://"),
        (environment.address, "https://portal.example.org/site"),
        (environment.address, "https://portal.example.org:port"),
        (environment.address, "https://[bad"),
        (environment.redis, "127.0.0.1:6379"),
        (environment.database, "portal"),
        (environment.database, "mysql://user:secret@host/name"),
        (environment.database, "postgres://user:secret@host"),
        (environment.database, "postgres://user:se/cr@et@host/name"),
        (environment.database, "postgres://user:secret@host:port/name"),
        (environment.database, "://"),
    ],
)
def test_a_wrong_value_is_one_line_without_its_password(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any], value: str
) -> None:
    monkeypatch.setenv("A_VARIABLE", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read("A_VARIABLE", *([] if read is environment.redis else ["1"]))
    said = str(refused.value)
    assert said.startswith("A_VARIABLE must be ")
    assert "\n" not in said
    assert "secret" not in said
    assert "se/cr" not in said


def test_right_values_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def value_of(text: str, read: Callable[..., Any], *more: Any) -> Any:
        monkeypatch.setenv("A_VARIABLE", text)
        return read("A_VARIABLE", *more)

    assert value_of(" ON ", environment.boolean) is True
    assert value_of("", environment.boolean, True) is False
    assert value_of("a, b,", environment.names) == ["a", "b"]
    assert value_of(" 25 ", environment.number, 1) == 25
    assert value_of("", environment.number, 1) == 1
    assert value_of("5/hour", environment.rate, "1/min") == "5/hour"
    assert value_of("https://portal.example.org/", environment.address, "") == "https://portal.example.org"
    assert value_of("http://[::1]:8000", environment.address, "") == "http://[::1]:8000"
    config = value_of("postgres://user:p%40ss@host:5433/name", environment.database, "")
    assert (config["NAME"], config["PASSWORD"], config["PORT"]) == ("name", "p@ss", 5433)
    folder = value_of(str(tmp_path / "a" / "b"), environment.folder, Path("unused"))
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "file" / "var"))
    with pytest.raises(ImproperlyConfigured, match=r"VAR_DIR: the folder .* cannot be made: Not a directory"):
        environment.folder("VAR_DIR", tmp_path)
