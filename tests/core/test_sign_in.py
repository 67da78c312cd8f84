"""Whoever guesses passwords is slowed down, by address and by account, at every door; others are not."""

import time

import pytest
from django.conf import settings
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
    assert answers[: settings.SIGN_IN_FAILURES_OF_AN_ADDRESS - 1] == [200] * 9
    assert set(answers[settings.SIGN_IN_FAILURES_OF_AN_ADDRESS :]) == {429}
    assert sign_in(client, PASSWORD) == 429
    assert sign_in(Client(), PASSWORD, address="192.0.2.2") == 302


def test_one_account_is_slowed_down_whatever_the_address_and_the_capitals(client: Client) -> None:
    most = settings.SIGN_IN_FAILURES_OF_AN_ACCOUNT
    names = ["editor", "Editor", " EDITOR "]
    answers = [sign_in(client, "wrong", names[n % 3], f"198.51.{n // 9}.{n % 9}") for n in range(most + 5)]
    assert set(answers[: most - 1]) == {200}
    assert set(answers[most:]) == {429}
    assert sign_in(client, "wrong", "moderator", "203.0.113.1") == 200


def test_who_knows_a_name_does_not_keep_its_owner_out(client: Client) -> None:
    outsiders = [sign_in(Client(), "wrong", address="198.51.100.7") for _ in range(40)]
    assert outsiders[-1] == 429
    assert sign_in(client, PASSWORD, address="192.0.2.9") == 302


def test_where_the_owner_has_signed_in_what_others_do_does_not_count(client: Client) -> None:
    assert sign_in(client, PASSWORD, address="192.0.2.9") == 302
    for number in range(settings.SIGN_IN_FAILURES_OF_AN_ACCOUNT + 5):
        sign_in(Client(), "wrong", address=f"198.51.{number // 9}.{number % 9}")
    assert sign_in(Client(), PASSWORD, address="203.0.113.5") == 429
    assert sign_in(Client(), PASSWORD, address="192.0.2.9") == 302
    assert [sign_in(Client(), "wrong", address="192.0.2.9") for _ in range(12)][-1] == 429  # its own guesses do


def test_an_account_of_ones_own_does_not_wipe_out_guesses_at_another(client: Client) -> None:
    """Signing in forgets the failures of the address, not those at somebody else's account."""
    for _round in range(3):
        for _ in range(4):
            sign_in(Client(), "wrong", "moderator", "198.51.100.8")
        assert sign_in(Client(), PASSWORD, "editor", "198.51.100.8") == 302
    sign_in(Client(), "wrong", "moderator", "198.51.100.8")
    assert sign_in(Client(), "wrong", "moderator", "198.51.100.8") == 429


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
