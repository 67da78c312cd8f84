"""How often one address may ask, and what it is told when it asks too often."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from rest_framework.settings import api_settings

from core.limits import ApiThrottle, ExportThrottle, LookUpThrottle, seconds_to_wait

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
    monkeypatch.setattr(cache, "set", lambda key, *args, **kwargs: seen.append(f"{key} {args}"))
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
