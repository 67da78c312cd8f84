"""The same site on PostgreSQL and Redis, by environment variables alone."""

import json
from pathlib import Path

import pytest

from tests.centres.imports import as_csv, some
from tests.installation import Installation

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


@pytest.mark.needs("postgresql", "redis")
def test_the_site_runs_on_postgresql_and_redis(prepared: tuple[Installation, str], tmp_path: Path) -> None:
    site, _untouched = prepared
    assert "passwords" not in site.good("seed")
    report = json.loads(site.shell(VISIT).splitlines()[-1])
    assert report["vendor"] == "postgresql"
    assert "Redis" in report["cache"]
    assert set(report["status"].values()) == {200}, report["status"]
    assert report["first"] > 0
    assert report["restrictions"] == 0  # -1: never counted, so that plans expect many
    table = tmp_path / "offices.csv"
    table.write_bytes(as_csv(some(20)))
    for _time in range(2):
        site.good("import_centres", str(table), "--country", "HR", "--language", "hr", "--yes")
    care = json.loads(site.shell(CARE).splitlines()[-1])
    assert care["imports"] == [{"create": 20}, {"same": 20}]
    assert care["states"] == ["in-review", "waiting"]
    assert set(care["status"].values()) == {200}, care["status"]
    assert "No centre is due" in site.good("send_reviews", "--dry-run")
    assert "No changes" in site.good("makemigrations", "--check", "--dry-run")


STATEMENTS = """
import json
from django.db import connection
from centres.models import Centre
every = Centre.objects.count()
found = Centre.objects.filter(pk__in=range(70_000)).exclude(name="100 % sûr").count()
for _time in range(3):
    Centre.objects.filter(slug="cisok-cakovec").exists()
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%centres_centre%slug%"])
    planned = cursor.fetchone()[0]
print(json.dumps({"every": every, "found": found, "planned": planned}))
"""


@pytest.mark.needs("postgresql", "redis")
def test_postgresql_keeps_plans_and_is_asked_for_more_values_than_it_takes(prepared: tuple[Installation, str]) -> None:
    site, _untouched = prepared
    report = json.loads(site.shell(STATEMENTS).splitlines()[-1])
    assert report["found"] == report["every"] > 0
    assert report["planned"] == 1


@pytest.mark.needs("redis")
@pytest.mark.django_db
def test_pages_answer_while_redis_is_down(seeded: None, client: object, settings: object) -> None:
    away = {"BACKEND": "core.cache.SafeRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away, "shared": away}
    assert client.get("/fr/").status_code == 200
    assert client.get("/api/v1/places?q=Gent").status_code == 200
    assert client.post("/en/contact/message/", {"topic": "other", "message": "Hello"}).status_code == 302
