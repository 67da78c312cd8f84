"""How often one address may ask, and what it is told when it asks too often."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client, RequestFactory
from rest_framework.settings import api_settings

from core.letters.models import Mail
from core.limits import ApiThrottle, ExportThrottle, LookUpThrottle, seconds_to_wait
from core.shared_cache import SharedFileCache
from tests.centres.care import browser_data

pytestmark = pytest.mark.django_db


def test_each_address_and_each_purpose_is_counted_apart() -> None:
    one, other = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1"), RequestFactory().get("/", REMOTE_ADDR="192.0.2.2")
    assert [seconds_to_wait(one, "letters", "2/min") for _ in range(2)] == [0, 0]
    assert 0 < seconds_to_wait(one, "letters", "2/min") <= 60
    assert seconds_to_wait(other, "letters", "2/min") == 0
    assert seconds_to_wait(one, "claims", "2/min") == 0


def test_a_forged_header_does_not_make_another_address() -> None:
    requests = [
        RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
        for number in range(3)
    ]
    assert [seconds_to_wait(request, "letters", "2/min") > 0 for request in requests] == [False, False, True]


def test_behind_a_trusted_proxy_the_visitor_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    requests = [
        RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=f"198.51.100.9, 203.0.113.{number}")
        for number in (1, 2, 1)
    ]
    assert [seconds_to_wait(request, "letters", "1/min") > 0 for request in requests] == [False, False, True]


def test_no_address_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    shared = caches["shared"]
    add = shared.add
    monkeypatch.setattr(shared, "add", lambda key, *args, **kwargs: seen.append(f"{key} {args}") or add(key, *args))
    seconds_to_wait(RequestFactory().get("/", REMOTE_ADDR="192.0.2.77"), "letters", "2/min")
    assert seen
    assert not any("192.0.2.77" in line for line in seen)


@pytest.mark.parametrize(
    ("path", "throttle"),
    [
        ("/api/v1/centres", ApiThrottle),
        ("/hsds/taxonomies", ApiThrottle),
        ("/api/v1/centres.csv?country=HR", ExportThrottle),
        ("/api/v1/centres.atom", ExportThrottle),
        ("/api/v1/places?q=Gent", LookUpThrottle),
        ("/api/v1/suggest?q=gent", LookUpThrottle),
    ],
)
def test_who_asks_too_often_is_told_when_to_come_back(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch, path: str, throttle: type
) -> None:
    monkeypatch.setattr(throttle, "rate", "1/min")
    assert client.get(path).status_code == 200
    response = client.get(path)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["title"]) == (429, "Too many requests")
    assert response["Retry-After"] in problem["detail"]
    assert client.get(path, REMOTE_ADDR="192.0.2.5").status_code == 200


def test_exports_are_rarer_than_pages_of_the_api() -> None:
    rates = [throttle().parse_rate(throttle().get_rate()) for throttle in (ExportThrottle, ApiThrottle, LookUpThrottle)]
    assert sorted(count / seconds for count, seconds in rates) == [count / seconds for count, seconds in rates]


SUGGEST = "/en/centres/cisok-cakovec/suggest/"
FORMS = {
    "contact": ("/en/contact/message/", {"topic": "other", "message": "Hello"}),
    "suggestion": (SUGGEST, {"step": "send", "note": "The door is at the back."}),
    "claim": ("/en/centres/cisok-cakovec/claim/", {"address": "ana@hzz.hr"}),
    "new link": ("/en/centres/cisok-cakovec/edit/", {"address": "ana@hzz.hr"}),
    "password reset": ("/admin/password_reset/", {"email": "editor@example.org"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_public_form_is_limited_and_says_so(seeded: None, client: Client, form: str) -> None:
    path, data = FORMS[form]
    if path == SUGGEST:
        data = browser_data(client, path) | data
    answers = [client.post(path, data) for _ in range(22)]
    taken = [answer for answer in answers if answer.status_code in {200, 302}]
    assert 1 <= len(taken) <= 20
    last = answers[-1]
    assert last.status_code == 429
    assert 0 < int(last["Retry-After"]) <= 3600
    text = last.content.decode()
    assert "Too much was sent from your connection" in text
    if form == "contact":
        assert "Hello" in text  # nothing that was written is lost
    assert Mail.objects.count() <= len(taken)
    assert client.post(path, data, REMOTE_ADDR="192.0.2.9").status_code in {200, 302}


def test_a_form_that_does_not_think_of_it_is_limited_too(seeded: None, client: Client, settings: Any) -> None:
    settings.FORM_LIMITS = {**settings.FORM_LIMITS, "": "3/hour"}
    assert [client.post("/en/", {}).status_code == 429 for _ in range(4)] == [False, False, False, True]
    assert "Go back and send it again" in client.post("/en/", {}).content.decode()
    assert client.get("/fr/").status_code == 200


COUNTING = """
import sys
from django.test import RequestFactory
from core.limits import seconds_to_wait
request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
print(sum(seconds_to_wait(request, "letters", "30/day") == 0 for _ in range(20)))
"""


def test_the_limit_holds_over_all_workers(tmp_path: Path) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(tmp_path)}
    environment.pop("REDIS_URL", None)
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", COUNTING]
    workers = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert sum(int(worker.communicate()[0]) for worker in workers) == 30


def test_limits_fail_safe(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_text("not a database, but long enough to be taken for one" * 40)
    cache = SharedFileCache(str(broken), {})
    assert (cache.add("a", 1), cache.get("a", 7), cache.incr("a"), cache.touch("a")) == (False, 7, 0, False)
    cache.set("a", 1)
    cache.clear()


def test_shared_values_end() -> None:
    cache = caches["shared"]
    assert cache.add("a", 1, 60)
    assert not cache.add("a", 2, 60)
    assert (cache.get("a"), cache.incr("a", 4), cache.delete("a"), cache.get("a")) == (1, 5, True, None)
    cache.set("b", {"x": [1]}, -1)
    assert cache.get("b") is None
    assert cache.add("b", 3)
    with pytest.raises(ValueError):
        cache.incr("c")
