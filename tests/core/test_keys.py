"""Signed keys: they say what they were given, for one purpose, for a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing

from core.keys import Purpose

CONFIRM = Purpose("tests.confirm", timedelta(days=3), (int, str))


def test_a_key_says_what_it_was_given() -> None:
    assert CONFIRM.read(CONFIRM.key(7, "ana@example.org")) == (7, "ana@example.org")


def test_a_key_is_for_one_purpose() -> None:
    other = Purpose("tests.other", CONFIRM.age, CONFIRM.shape)
    assert other.read(CONFIRM.key(7, "ana@example.org")) is None


@pytest.mark.parametrize("bad", ["", "x", "é", "a:b:c", "\x00", "x" * 5000])
def test_what_was_never_signed_opens_nothing(bad: str) -> None:
    assert CONFIRM.read(bad) is None


def test_an_altered_key_opens_nothing() -> None:
    key = CONFIRM.key(7, "ana@example.org")
    assert CONFIRM.read(key[:-1] + ("A" if key[-1] != "A" else "B")) is None
    assert CONFIRM.read(key[:-5]) is None


def test_a_key_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    key = CONFIRM.key(7, "ana@example.org")
    now = signing.time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 3 * 86400 - 5)
    assert CONFIRM.read(key)
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 3 * 86400 + 5)
    assert CONFIRM.read(key) is None


@pytest.mark.parametrize(
    "values", [(), (7,), ("7", "ana"), (7, None), (True, "ana"), (7, "ana", "more"), ({"a": 1}, "ana")]
)
def test_values_of_another_shape_are_no_answer(values: tuple[Any, ...]) -> None:
    assert CONFIRM.read(signing.dumps(values, salt=CONFIRM.name)) is None


def test_a_signed_thing_that_is_no_list_is_no_answer() -> None:
    assert CONFIRM.read(signing.dumps({"pk": 7}, salt=CONFIRM.name)) is None
