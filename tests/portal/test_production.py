"""Production refuses to start half configured, and passes Django's deployment checks."""

import os
import secrets
import subprocess
import sys

from django.conf import settings

GOOD = {"SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "portal.example.org"}


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    base = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "ALLOWED_HOSTS"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env=base | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"} | environment,
        capture_output=True,
        text=True,
    )


def test_missing_secret_key_is_named() -> None:
    done = run(ALLOWED_HOSTS="portal.example.org")
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_missing_hosts_are_named() -> None:
    done = run(SECRET_KEY=GOOD["SECRET_KEY"])
    assert done.returncode != 0
    assert "ALLOWED_HOSTS" in done.stderr


def test_deployment_check_is_clean() -> None:
    done = run(**GOOD)
    assert done.returncode == 0, done.stdout + done.stderr
