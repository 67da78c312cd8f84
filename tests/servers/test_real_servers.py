"""The same site on PostgreSQL and Redis, by environment variables alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.xdist_group("servers")

VISIT = """
import json
from django.test import Client
from django.db import connection
from django.conf import settings
client = Client(SERVER_NAME="127.0.0.1")
paths = ["/fr/", "/it/centri/?place=Lissabon&need=work", "/en/search/?q=newcomers", "/hr/centri/cisok-cakovec/",
         "/api/v1/places?q=Rjeka&language=hr", "/sitemap.xml", "/-/ready"]
print(json.dumps({"vendor": connection.vendor, "cache": settings.CACHES["default"]["BACKEND"],
                  "status": {path: client.get(path).status_code for path in paths},
                  "first": client.get("/en/search/?q=newcomers").content.decode().count("<mark>")}))
"""


def manage(environment: dict[str, str], *arguments: str, text: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment_for(var: Path, **more: str) -> dict[str, str]:
    base = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))}
    return base | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(var), "LOG_LEVEL": "ERROR"} | more


@pytest.mark.needs("postgresql", "redis")
def test_the_site_runs_on_postgresql_and_redis(postgresql_url: str, redis_url: str, tmp_path: Path) -> None:
    environment = environment_for(tmp_path, DATABASE_URL=postgresql_url, REDIS_URL=redis_url)
    manage(environment, "prepare")
    again = manage(environment, "seed")
    assert "passwords" not in again
    report = json.loads(manage(environment, "shell", "-v", "0", "-c", VISIT).strip().splitlines()[-1])
    assert report["vendor"] == "postgresql"
    assert "Redis" in report["cache"]
    assert set(report["status"].values()) == {200}, report["status"]
    assert report["first"] > 0
    assert "No changes" in manage(environment, "makemigrations", "--check", "--dry-run")


@pytest.mark.needs("redis")
@pytest.mark.django_db
def test_pages_answer_while_redis_is_down(seeded: None, client: object, settings: object) -> None:
    settings.CACHES = {"default": {"BACKEND": "core.cache.SafeRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
    assert client.get("/fr/").status_code == 200
