"""What the agenda holds about somebody, taken along and erased."""

import pytest

from agenda.models import SignUp
from core import personal
from tests.agenda.signing import open_event, person, register_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_sign_ups_go_along_and_go_and_the_seat_is_given_on() -> None:
    event = open_event(sign_up_places=1)
    person(event, "Ana")
    waiting = person(event, "Bruno")
    assert waiting.state == SignUp.State.WAITING
    (row,) = personal.export("ANA@example.org")["sign-ups"]
    assert (row["name"], row["email"], row["state"]) == ("Ana", "ana@example.org", "seated")
    assert personal.erase("ana@example.org")["sign-ups"] == 1
    assert [one.name for one in register_of(event).signups.all()] == ["Bruno"]
    waiting.refresh_from_db()
    assert waiting.state == SignUp.State.SEATED
    assert "sign-ups" not in personal.export("ana@example.org")
