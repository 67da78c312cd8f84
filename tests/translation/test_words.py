"""Words by person, language and month: for the report of a project."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from core.people.languages import choose_language
from home.models import StandardPage
from tests.translation.test_desk import signed_in
from tests.translation.test_desk_following import begun, book, edit, standing  # noqa: F401 - fixtures
from tests.translation.test_writing import passages, writer  # noqa: F401 - fixtures
from translation.models import PastRendering
from translation.words import written
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def moderator() -> Client:
    choose_language(get_user_model().objects.get(username="moderator"), "en")
    return signed_in("moderator")


def test_a_passage_counts_once_a_month_and_a_machine_never(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
    writer: object,  # noqa: F811
) -> None:
    names = passages(book)
    write(standing(book), {names["body"]: "Tekst"}, writer)
    write(standing(book), {names["body"]: "Tekst knjige"}, writer)
    write(standing(book), {names["summary"]: "Knjiga."}, writer, machine=True)
    (only,) = [one for one in written() if one.person == "writer"]
    assert (only.language, only.passages, only.words) == ("hr", 1, 3)
    PastRendering.objects.filter(text="Tekst").update(at=datetime(2025, 3, 9, tzinfo=UTC))
    assert [one.month for one in written(2025)] == [date(2025, 3, 1)]
    assert len([one for one in written() if one.person == "writer"]) == 2


def test_who_writes_a_page_by_hand_is_counted_too(moderator: Client, book: StandardPage) -> None:  # noqa: F811
    from tests.core.test_following import translate

    page = translate(book, "hr", "Knjiga")
    page.summary = "Knjiga je to."
    page.save_revision(user=get_user_model().objects.get(username="translator-hr")).publish()
    standing(book)
    assert ("translator-hr", "hr") in {(one.person, one.language) for one in written()}


def test_page_and_file(moderator: Client, book: StandardPage, begun: Translation, writer: object) -> None:  # noqa: F811
    writer.first_name = "=cmd()"
    writer.save()
    write(standing(book), {passages(book)["body"]: "Tekst"}, writer)
    address = reverse("translation_words")
    shown = moderator.get(address).content.decode()
    assert "=cmd()" in shown
    file = moderator.get(f"{address}?export=csv&year={datetime.now(UTC).year}")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Month,Person,Language,Passages,Words"
    assert any(line.endswith(",'=cmd(),hr,1,3") for line in lines[1:])
    for year in ("x", "0", "9999", "99999"):
        assert moderator.get(f"{address}?year={year}").status_code == 200
    assert "Nobody has translated anything yet" in moderator.get(f"{address}?year=1999").content.decode()
