"""Notes that name somebody: a mail in that person's language, for those who see the desk only."""

# ruff: noqa: F811 - fixtures of another file
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from wagtail_localize.models import Translation

from core.letters.models import Mail
from core.people.languages import choose_language
from home.models import StandardPage
from tests.translation.test_desk_following import begun, book, standing  # noqa: F401 - fixtures
from tests.translation.test_roles import address, passages, person, signed_in
from translation.desk import mentions
from translation.models import Note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
KIND = "translation-note"


def where(page: StandardPage) -> str:
    return f"{address(standing(page))}{passages(page)['title']}/"


def told() -> set[str]:
    return set(Mail.objects.filter(kind=KIND).values_list("to", flat=True))


def test_a_name_in_a_note_is_a_mail_in_that_person_s_language(book: StandardPage, begun: Translation) -> None:
    choose_language(person("reviewer-hr"), "hr")
    says = "@reviewer-hr, is “knjiga” right?\nThank you."
    answer = signed_in("translator-hr").post(where(book), {"note": says})
    mail = Mail.objects.get(kind=KIND)
    assert (mail.to, mail.language) == ("reviewer-hr@example.org", "hr")
    assert mail.subject == "Bilješka uz „Book”"
    assert "is “knjiga” right?" in mail.text
    assert "Book" in mail.text
    pk = passages(book)["title"]
    assert answer["Location"] == f"{address(standing(book))}?passage={pk}#passage-{pk}"
    assert answer["Location"] in mail.text
    assert list(Note.objects.get().told.all()) == [person("reviewer-hr")]


def test_people_are_chosen_from_a_list_without_a_script(book: StandardPage, begun: Translation) -> None:
    client = signed_in("translator-hr")
    soup = BeautifulSoup(client.get(address(standing(book))).content, "html.parser")
    boxes = {
        " ".join(box.parent.get_text().split()): box["value"] for box in soup.select('.desk-note-form [name="tell"]')
    }
    assert {"reviewer-hr", "coordinator-hr", "translator-en", "editor", "moderator"} <= boxes.keys()
    assert not {"translator-hr", "translator-fr", "partner"} & boxes.keys(), (
        "oneself, other languages, who sees no desk"
    )
    client.post(where(book), {"note": "Please look.", "tell": [boxes["moderator"], boxes["reviewer-hr"]]})
    assert told() == {"moderator@example.org", "reviewer-hr@example.org"}
    html = " ".join(client.get(where(book)).content.decode().split())
    assert "Told by mail: moderator, reviewer-hr" in html


@pytest.mark.parametrize("name", ["partner", "nobody", "translator-hr"])
def test_who_is_not_told(name: str, book: StandardPage, begun: Translation) -> None:
    """Who sees no desk, is nobody, or writes the note."""
    user = get_user_model().objects.filter(username=name).first()
    data = {"note": f"@{name} look", "tell": [str(user.pk)] if user else ["0"]}
    answer = signed_in("translator-hr").post(where(book), data, follow=True)
    assert told() == set()
    assert Note.objects.count() == 1
    warned = [str(message) for message in answer.context["messages"]]
    assert warned == (
        [] if user and name != "partner" else [f"The note is kept, but nobody who sees the desk is called @{name}."]
    )


def test_somebody_who_left_is_not_told(book: StandardPage, begun: Translation) -> None:
    get_user_model().objects.filter(username="reviewer-hr").update(is_active=False)
    signed_in("translator-hr").post(where(book), {"note": "x", "tell": [str(person("reviewer-hr").pk)]})
    assert told() == set()


@pytest.mark.parametrize("tell", [["x"], ["9" * 30], ["-1"], ["1"] * 500])
def test_what_is_no_person_is_as_if_it_were_not_said(tell: list[str], book: StandardPage, begun: Translation) -> None:
    assert signed_in("translator-hr").post(where(book), {"note": "x", "tell": tell}).status_code == 302
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@editor", ["editor"]),
        ("(@editor), @Moderator.", ["editor", "moderator"]),
        ("mail ana@editor.org", []),
        ("@editor @editor", ["editor"]),
        ("„@reviewer-hr”", ["reviewer-hr"]),
    ],
)
def test_how_names_are_read(text: str, names: list[str]) -> None:
    found, unknown = mentions.named_in(text, [], person("translator-hr"))
    assert [one.username for one in found] == names
    assert unknown == []


def test_nobody_without_the_desk_names_anybody(book: StandardPage, begun: Translation) -> None:
    signed_in("partner").post(where(book), {"note": "@editor"})
    assert (told(), Note.objects.count()) == (set(), 0)


def test_the_panel_costs_the_same_for_one_note_and_twenty(
    book: StandardPage, begun: Translation, count_queries: Any
) -> None:
    client = signed_in("translator-hr")
    client.post(where(book), {"note": "@editor @moderator"})
    address_of_panel = where(book)
    client.get(address_of_panel)
    one = count_queries(lambda: client.get(address_of_panel))
    for _number in range(19):
        client.post(address_of_panel, {"note": "@editor @moderator"})
    assert count_queries(lambda: client.get(address_of_panel)) == one
