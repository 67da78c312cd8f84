"""The same site on PostgreSQL and Redis, by environment variables alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.centres.imports import as_csv, some

pytestmark = pytest.mark.xdist_group("servers")

VISIT = """
import json
from django.test import Client
from django.db import connection
from django.conf import settings
client = Client(SERVER_NAME="127.0.0.1")
with connection.cursor() as cursor:
    cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'wagtailcore_pageviewrestriction'")
    rows = cursor.fetchone()[0]
paths = ["/fr/", "/it/centri/?place=Lissabon&need=work", "/en/search/?q=newcomers", "/hr/centri/cisok-cakovec/",
         "/api/v1/places?q=Rjeka&language=hr", "/sitemap.xml", "/-/ready", "/pt/centros/compare/?centre=cisok-cakovec",
         "/api/v1/centres.csv?country=HR", "/api/v1/centres.atom", "/hsds/services", "/nl/embed/centres/"]
print(json.dumps({"vendor": connection.vendor, "cache": settings.CACHES["default"]["BACKEND"], "restrictions": rows,
                  "status": {path: client.get(path).status_code for path in paths},
                  "first": client.get("/en/search/?q=newcomers").content.decode().count("<mark>")}))
"""


CARE = """
import json
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from centres.care import suggestions
from centres.models import Centre, Import, Suggestion
from centres.care.worklists import BY_CODE
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(get_user_model().objects.get(username="moderator"))
centre = Centre.objects.get(slug="cisok-cakovec")
one = suggestions.submit(centre, {"phone": {"from": "", "to": "+385 40 111 222"}}, language="hr")
two = suggestions.submit(centre, {"email": {"from": "", "to": "cisok@example.org"}}, language="hr")
names = [f"centres_care_{code.replace('-', '_')}" for code in BY_CODE]
pages = [reverse("centres_care"), *map(reverse, names)]
print(json.dumps({"states": [one.state, two.state], "imports": [batch.counters for batch in Import.objects.order_by("pk")],
                  "status": {page: client.get(page).status_code for page in pages}}))
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
    assert report["restrictions"] == 0  # -1: never counted, so that plans expect many
    table = tmp_path / "offices.csv"
    table.write_bytes(as_csv(some(20)))
    for _time in range(2):
        manage(environment, "import_centres", str(table), "--country", "HR", "--language", "hr", "--yes")
    care = json.loads(manage(environment, "shell", "-v", "0", "-c", CARE).strip().splitlines()[-1])
    assert care["imports"] == [{"create": 20}, {"same": 20}]
    assert care["states"] == ["in-review", "waiting"]
    assert set(care["status"].values()) == {200}, care["status"]
    assert "No centre is due" in manage(environment, "send_reviews", "--dry-run")
    assert "No changes" in manage(environment, "makemigrations", "--check", "--dry-run")


@pytest.mark.needs("redis")
@pytest.mark.django_db
def test_pages_answer_while_redis_is_down(seeded: None, client: object, settings: object) -> None:
    away = {"BACKEND": "core.cache.SafeRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away, "shared": away}
    assert client.get("/fr/").status_code == 200
    assert client.get("/api/v1/places?q=Gent").status_code == 200
    assert client.post("/en/contact/message/", {"topic": "other", "message": "Hello"}).status_code == 302
