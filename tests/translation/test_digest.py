"""What waits comes by mail, once a week, in the translator's language."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from core.letters.models import Mail
from core.people.languages import choose_language
from tests.post import delivered
from translation.digest import CODE, write_to_translators
from translation.models import Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
MONDAY = date(2026, 11, 30)


def letters() -> dict[str, str]:
    return {one.to: f"{one.subject}\n{one.text}" for one in Mail.objects.filter(kind=CODE)}


def test_each_translator_once_a_week_in_the_own_language() -> None:
    french = get_user_model().objects.get(username="translator-fr")
    choose_language(french, "hr")
    assert write_to_translators(MONDAY) == len(letters()) >= 5
    said = letters()["translator-hr@example.org"]
    assert "Kontakt" in said or "Contact" in said
    assert "/admin/translations/?language=hr" in said
    assert "Izvornik promijenjen (1)" in said, "the oldest debts come first"
    assert "/admin/translations/?language=fr" in letters()[french.email]
    assert Mail.objects.get(to=french.email).language == "hr"
    assert write_to_translators(date(2026, 12, 4)) == 0
    sent = delivered()
    assert {"translator-hr@example.org"} <= {one.to[0] for one in sent}
    assert write_to_translators(date(2026, 12, 6)) == 0, "also when what was sent is forgotten"
    assert write_to_translators(date(2026, 12, 7)) >= 5


def test_nothing_waits_nobody_is_written_to() -> None:
    Standing.objects.update(state=ItemState.PUBLISHED)
    assert write_to_translators(MONDAY) == 0


def test_who_has_left_is_not_written_to() -> None:
    users = get_user_model().objects.filter(username__startswith="translator-")
    users.update(is_active=False)
    assert write_to_translators(MONDAY) == 0
