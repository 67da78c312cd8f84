"""Whoever guesses passwords is slowed down, by address and by account, at every door; others are not."""

import time

import pytest
from axes.conf import settings as axes_settings
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "a right and long passphrase"
DOORS = ["/admin/login/", "/en/_util/login/"]


@pytest.fixture(autouse=True)
def editor(seeded: None) -> None:
    user = get_user_model().objects.get(username="editor")
    user.set_password(PASSWORD)
    user.save()


def sign_in(client: Client, password: str, username: str = "editor", address: str = "192.0.2.1") -> int:
    data = {"username": username, "password": password, "next": "/admin/"}
    return client.post("/admin/login/", data, REMOTE_ADDR=address).status_code


def test_the_right_password_opens(client: Client) -> None:
    assert sign_in(client, "wrong") == 200
    assert sign_in(client, PASSWORD) == 302


def test_one_address_is_slowed_down_whatever_the_account(client: Client) -> None:
    answers = [sign_in(client, "wrong", username=f"nobody-{number}") for number in range(25)]
    assert answers[: axes_settings.AXES_FAILURE_LIMIT - 1] == [200] * 9
    assert set(answers[axes_settings.AXES_FAILURE_LIMIT :]) == {429}
    assert sign_in(client, PASSWORD) == 429
    assert sign_in(Client(), PASSWORD, address="192.0.2.2") == 302


def test_one_account_is_slowed_down_whatever_the_address_and_the_capitals(client: Client) -> None:
    names = ["editor", "Editor", " EDITOR "]
    answers = [sign_in(client, "wrong", names[number % 3], f"198.51.100.{number}") for number in range(25)]
    assert set(answers[axes_settings.AXES_FAILURE_LIMIT :]) == {429}
    assert sign_in(client, "wrong", "moderator", "203.0.113.1") == 200


def test_success_forgets_the_failures(client: Client) -> None:
    for _round in range(3):
        assert {sign_in(client, "wrong") for _ in range(5)} == {200}
        assert sign_in(client, PASSWORD) == 302
        client.logout()


def test_it_is_said_plainly_and_costs_no_hashing(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    for _ in range(12):
        sign_in(client, "wrong")
    started = time.process_time()
    response = client.post("/admin/login/", {"username": "editor", "password": "wrong"}, REMOTE_ADDR="192.0.2.1")
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "too many attempts to sign in" in response.content.decode()
    assert time.process_time() - started < 1


def test_no_address_and_no_account_is_kept_or_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(12):
        sign_in(client, "wrong", username="somebody-by-name", address="192.0.2.77")
    said = caplog.text
    assert "192.0.2.77" not in said
    assert "somebody-by-name" not in said


def test_code_of_our_own_may_ask_without_a_request(client: Client) -> None:
    assert not client.login(username="editor", password="wrong")
    assert client.login(username="editor", password=PASSWORD)
