"""Values of the environment, checked where they are read: a wrong one is one line that names the variable."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
_RATE = re.compile(r"[1-9]\d*/(s|sec|second|m|min|minute|h|hour|d|day)")
_LABEL = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SECRET = re.compile(r"://.*@")


def _wrong(name: str, wanted: str, value: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} must be {wanted}, not “{value}” (see docs/operate.md).")


def required(name: str, meaning: str) -> str:
    """A text that must be there. Raises ImproperlyConfigured when it is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {meaning} (see docs/operate.md).")
    return value


def boolean(name: str, default: bool = False) -> bool:
    """Yes or no. Raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in _YES | _NO:
        raise _wrong(name, "1 or 0", value)
    return value in _YES


def names(name: str) -> list[str]:
    """A list whose items are separated by commas."""
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def pairs(name: str, example: str) -> dict[str, str]:
    """Pairs as in ``example``. Raises ImproperlyConfigured for anything else, and for a first half that comes twice."""
    found: dict[str, str] = {}
    for item in names(name):
        first, equals, second = (part.strip() for part in item.partition("="))
        if not first or not equals or not second or first in found:
            raise _wrong(name, f"pairs such as {example}", item)
        found[first] = second
    return found


def number(name: str, default: int) -> int:
    """A whole number, 0 or more. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit():
        raise _wrong(name, "a whole number", value)
    return int(value)


def rate(name: str, default: str) -> str:
    """How often in what time, as ``"10/min"``. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or default
    if not _RATE.fullmatch(value):
        raise _wrong(name, "a rate such as 10/min or 100/hour", value)
    return value


def address(name: str, default: str) -> str:
    """The address of a site without a path: ``https://portal.example.org``. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or default
    wanted = "an address such as https://portal.example.org"
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.path in {"", "/"}
        good = good and not (parts.query or parts.fragment or parts.username) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise _wrong(name, wanted, value) from error
    if not good:
        raise _wrong(name, wanted, value)
    return value.rstrip("/")


def service(name: str) -> str:
    """Where a service is, with a path if it has one, or nothing. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    wanted = "an address such as https://translate.example.org"
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise _wrong(name, wanted, without_password(value)) from error
    if value and (not good or parts.query or parts.fragment or parts.username):
        raise _wrong(name, wanted, without_password(value))
    return value.rstrip("/")


def servers(name: str) -> list[str]:
    """Addresses of servers, separated by commas, each with its port. Raises ImproperlyConfigured for anything else."""
    found = []
    for value in names(name):
        wanted = "addresses such as https://search.example.org:9200"
        try:
            parts = urlsplit(value)
            port = parts.port or (9200 if parts.scheme == "http" else 443)
        except ValueError as error:
            raise _wrong(name, wanted, without_password(value)) from error
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise _wrong(name, wanted, without_password(value))
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        found.append(f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}")
    return found


def label(name: str, default: str) -> str:
    """A short name of small letters, digits and hyphens. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or default
    if not _LABEL.fullmatch(value):
        raise _wrong(name, "small letters, digits and hyphens", value)
    return value


def redis(name: str) -> str:
    """The address of a Redis server, or nothing. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise _wrong(name, "an address such as redis://127.0.0.1:6379/0", without_password(value))
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """An entry of ``DATABASES`` for SQLite or PostgreSQL. Raises ImproperlyConfigured for any other address."""
    value = os.environ.get(name, "").strip() or default
    wanted = "an address such as postgres://user:password@host/name"
    try:
        config = dict(dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True))
    except Exception as error:  # the library raises what its parts raise
        raise _wrong(name, wanted, without_password(value)) from error
    engines = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
    if config.get("ENGINE") not in engines or not config.get("NAME"):
        raise _wrong(name, wanted, without_password(value))
    return config


def folder(name: str, default: Path) -> Path:
    """A folder, readable by its owner only when it is made. Raises ImproperlyConfigured when it cannot be written."""
    path = Path(os.environ.get(name) or default).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be made: {error.strerror}.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be written by this user.")
    return path


def without_password(value: str) -> str:
    """An address as it may be printed."""
    return _SECRET.sub("://***@", value)
