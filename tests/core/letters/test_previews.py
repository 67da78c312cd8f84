"""Every kind of letter in the gallery, in six languages."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core.letters.kinds import kinds, label_of
from core.letters.letter import Letter
from core.letters.models import Mail

CODES = [
    "agenda-date",
    "agenda-sign-up-called-off",
    "agenda-sign-up-changed",
    "agenda-sign-up-confirm",
    "agenda-sign-up-confirmed",
    "agenda-sign-up-moved-up",
    "agenda-sign-up-off",
    "agenda-sign-up-reminder",
    "agenda-sign-up-waiting",
    "agenda-welcome",
    "centre-claim",
    "centre-decision",
    "centre-edit",
    "centre-review",
    "contact",
    "contribution-answer",
    "contribution-declined",
    "contribution-homeless",
    "contribution-link",
    "contribution-published",
    "contribution-question",
    "contribution-received",
    "contribution-reminder",
    "contribution-take-off",
    "contribution-unchanged",
    "contribution-withdrawn",
    "follow-ask",
    "follow-digest",
    "follow-last-call",
    "invitation",
    "membership",
    "people-answer",
    "people-leaving",
    "people-message",
    "people-sign-in",
    "translation-digest",
    "translation-note",
    "translation-request",
]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def sentences(letter: Letter) -> set[str]:
    """What a letter says; labels of facts may be the same word in two languages."""
    return {letter.subject, *letter.paragraphs, *letter.closing, *(label for label, _url in letter.actions)}


def example(code: str, language: str) -> Letter:
    with override(language):
        return kinds()[code].example()


def test_these_are_all_kinds() -> None:
    assert list(kinds()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_letter_speaks_the_language_of_its_reader(code: str, language: str) -> None:
    letter = example(code, language)
    with override(language):
        text, html = letter.text(), letter.html()
    assert all(sentence in text for sentence in sentences(letter) - {letter.subject})
    assert f'<html lang="{language}">' in html
    links = [url for _label, url in letter.actions] + re.findall(r'href="([^"]+)"', html)
    assert all(re.match(r"https?://testserver/", url) for url in links)
    assert all(f"/{language}/" in url or "/admin/" in url for url in links)  # the admin knows who reads
    if language != "en":
        english = example(code, "en")
        assert not sentences(english) & sentences(letter)
        assert {fact.label for fact in english.facts} != {fact.label for fact in letter.facts} or not letter.facts


def test_the_page_shows_text_and_html_of_each(client: Client, language: str) -> None:
    with override(language):
        address = reverse("gallery-letters")
        frames = [reverse("gallery-letter", args=[code]) for code in CODES]
    html = client.get(address).content.decode()
    assert f'<html lang="{language}"' in html
    for code, frame in zip(CODES, frames, strict=True):
        letter = example(code, language)
        assert f'src="{frame}"' in html
        assert letter.subject.split("“")[0].replace("'", "&#x27;") in html
        shown = client.get(frame)
        assert shown.status_code == 200
        assert shown["X-Frame-Options"] == "SAMEORIGIN"
        assert f'<html lang="{language}">' in shown.content.decode()
    assert not Mail.objects.exists()


def test_an_unknown_letter_is_not_there(client: Client) -> None:
    assert client.get("/en/components/letters/unknown/").status_code == 404


def test_links_of_examples_open_nothing(client: Client) -> None:
    for code in CODES:
        for _label, url in example(code, "en").actions:
            answer = client.get(url.removeprefix("http://testserver"))
            asks_who = answer.status_code == 302 and "/admin/login/" in answer["Location"]
            # Django says of a link for a password that does not fit in words, with a status of success.
            assert asks_who or answer.status_code in {404, 410} or answer.context["validlink"] is False


def test_labels() -> None:
    with override("en"):
        assert str(label_of("centre-review")) == "Review mail"
        assert str(label_of("")) == "Notice from the admin"
        assert label_of("of-an-older-version") == "of-an-older-version"
