"""What a letter looks like: the same words as text and as HTML, harmless whatever is put in."""

import re

import pytest
from django.core.mail import BadHeaderError
from django.utils.translation import override

from core.letters.letter import Entry, Fact, Group, Kind, Letter, absolute
from core.letters.models import Mail

LETTER = Letter(
    "Is this still right?",
    ["People read this.", "Two\nlines & <b>no markup</b>."],
    actions=[("All is right", "https://portal.example/a/?key=x&is=right")],
    facts=[Fact("Name", ["Kompas"], "hr"), Fact("Hours", ["Monday: 9–12", "Tuesday: closed"])],
    closing=["No more: https://portal.example/never/?a=1&b=2"],
)
KIND = Kind("test", "A test", lambda: LETTER)


def test_the_text_has_everything_in_reading_order() -> None:
    with override("en"):
        assert LETTER.text() == (
            "People read this.\n\nTwo\nlines & <b>no markup</b>.\n\n"
            "Name: Kompas\nHours:\n  Monday: 9–12\n  Tuesday: closed\n\n"
            "All is right:\nhttps://portal.example/a/?key=x&is=right\n\n"
            "No more: https://portal.example/never/?a=1&b=2\n\nKeep in Pact\n"
        )


def test_the_html_says_the_same_asks_nobody_and_names_its_languages() -> None:
    with override("fr"):
        html = LETTER.html()
    assert html.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert '<dd lang="hr">Kompas</dd>' in html
    assert "<dd>Monday: 9–12</dd>" in html
    assert "Two<br>lines &amp; &lt;b&gt;no markup&lt;/b&gt;." in html
    assert '<a href="https://portal.example/a/?key=x&amp;is=right">All is right</a>' in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert not re.search(r"<(img|script|style|link|iframe)|style=|src=", html)


def test_the_language_of_a_fact_is_named_only_when_it_differs() -> None:
    with override("hr"):
        assert 'lang="hr">Kompas' not in LETTER.html()


def test_a_letter_without_anything_more_is_still_one() -> None:
    letter = Letter("Short", ["That is all."])
    assert letter.text() == "That is all.\n\nKeep in Pact\n"
    assert "<dl>" not in letter.html()


def test_groups_of_pages_say_the_same_in_both_and_name_their_languages() -> None:
    entries = [
        Entry("<Praksa>", "https://portal.example/hr/a/", "Kratko.", "hr", "Croatian"),
        Entry("B", "https://b", "", "en"),
    ]
    letter = Letter(
        "News", ["New:"], groups=[Group("Case studies", entries, ("2 more", "https://portal.example/en/c/"))]
    )
    with override("en"):
        assert letter.text() == (
            "New:\n\nCase studies\n\n- <Praksa>\n  Croatian\n  Kratko.\n  https://portal.example/hr/a/\n\n- B\n  https://b\n\n"
            "  2 more: https://portal.example/en/c/\n\nKeep in Pact\n"
        )
        html = letter.html()
    assert '<a href="https://portal.example/hr/a/" lang="hr">&lt;Praksa&gt;</a>' in html
    assert '<span lang="hr">Kratko.</span>' in html
    assert '<a href="https://b">B</a>' in html
    assert '<a href="https://portal.example/en/c/">2 more</a>' in html


@pytest.mark.django_db
def test_a_subject_is_one_line() -> None:
    Letter("« Two »\r\nBcc: all@example.org\u2028lines", ["…"]).post("ana@example.org", KIND)
    row = Mail.objects.get()
    assert row.subject == "« Two » Bcc: all@example.org lines"
    assert list(row.message().message().keys()).count("Bcc") == 0


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["ana@example.org", "ana@example.org\nBcc: all@example.org"])
def test_no_header_carries_another(to: str) -> None:
    letter = Letter(
        "Fine", ["…"], headers={"Reply-To": "x@example.org\r\nBcc: all@example.org"} if "\n" not in to else {}
    )
    with pytest.raises(BadHeaderError):
        letter.post(to, KIND)
    assert not Mail.objects.exists()


def test_addresses_are_absolute(settings: object) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example/"
    assert absolute("/fr/") == "https://portal.example/fr/"
    assert absolute("https://other.example/fr/") == "https://other.example/fr/"
