"""Somebody asks for translations: they come first in lists, translators are told, and it can be taken back."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from core.letters.models import Mail
from core.people.languages import choose_language
from core.seed import page_by_key
from home.models import StandardPage
from resources.models import CaseStudyPage
from tests.core.test_following import translate, write
from tests.translation.test_desk import signed_in, titles
from tests.translation.test_desk_following import edit, standing, state
from translation.models import Standing, TranslationRequest
from translation.requests.choosing import of_page
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
SOON = timezone.localdate() + timedelta(days=5)


@pytest.fixture
def book() -> StandardPage:
    page = write(page_by_key("home", "en"), "Book")
    standing(page)
    return page


@pytest.fixture
def moderator() -> Client:
    choose_language(get_user_model().objects.get(username="moderator"), "en")
    return signed_in("moderator")


def locale(code: str) -> str:
    return str(Locale.objects.get(language_code=code).pk)


def ask(client: Client, page: Page, *languages: str, query: str = "", **changes: Any) -> Any:
    """Fills in the form as it stands."""
    address = f"{reverse('translation_ask')}?page_id={page.pk}{query}"
    form = client.get(address).context["form"]
    data = {
        "key": form.initial["key"],
        "items": form.initial["items"],
        "languages": [locale(code) for code in languages],
    }
    return client.post(address, data | changes)


def test_what_is_asked_for_has_a_day_and_translators_are_told(moderator: Client, book: StandardPage) -> None:
    choose_language(get_user_model().objects.get(username="translator-hr"), "hr")
    answer = ask(moderator, book, "hr", "fr", due=str(SOON), message="For the fair.\nThank you.")
    asked = TranslationRequest.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("translation_request", args=[asked.pk])
    assert {one.due for one in asked.standings.all()} == {SOON}
    assert sorted(asked.standings.values_list("locale__language_code", flat=True)) == ["fr", "hr"]
    letters = {one.to: one for one in Mail.objects.filter(kind="translation-request")}
    assert letters.keys() == {"translator-hr@example.org", "translator-fr@example.org"}
    croatian = letters["translator-hr@example.org"]
    assert croatian.language == "hr"
    assert "For the fair." in croatian.text
    assert "Book (hrvatski)" in croatian.text
    assert "Book (" not in croatian.text.replace("Book (hrvatski)", "")
    assert reverse("translation_request", args=[asked.pk]) in croatian.text


def test_a_day_comes_before_older_debts_and_late_is_said(book: StandardPage, moderator: Client) -> None:
    ask(moderator, book, "hr", due=str(SOON))
    client = signed_in("translator-hr")
    assert titles(client.get(reverse("translation_desk")))[0] == "Book"
    assert titles(client.get(reverse("translation_desk") + "?due=week")) == ["Book"]
    assert titles(client.get(reverse("translation_desk") + "?due=late")) == []
    Standing.objects.filter(item__title="Book").update(due=timezone.localdate() - timedelta(days=1))
    late = client.get(reverse("translation_desk") + "?due=late")
    assert titles(late) == ["Book"]
    assert "desk-late" in late.content.decode()


def test_whose_it_is(book: StandardPage, moderator: Client) -> None:
    editor = get_user_model().objects.get(username="editor")
    ask(moderator, book, "hr", owner=str(editor.pk))
    assert set(Mail.objects.filter(kind="translation-request").values_list("to", flat=True)) == {editor.email}
    desk = reverse("translation_desk")
    assert titles(signed_in("editor").get(f"{desk}?language=hr&owner=me")) == ["Book"]
    assert titles(signed_in("translator-hr").get(f"{desk}?language=hr&owner=me")) == []
    assert "Book" not in titles(signed_in("editor").get(f"{desk}?language=hr&owner=nobody"))
    assert titles(signed_in("editor").get(f"{desk}?language=all&owner=me")) == ["Book"]


def test_what_is_published_is_asked_for_no_more(book: StandardPage, moderator: Client) -> None:
    ask(moderator, book, "hr", due=str(SOON))
    page = translate(book, "hr", "Knjiga")
    edit(page, summary="Knjiga je to.", body=[{"type": "paragraph", "value": "<p>Tekst knjige</p>"}])
    assert state(book) == ItemState.PUBLISHED
    assert standing(book).due is None
    shown = moderator.get(reverse("translation_requests")).content.decode()
    assert "1 of 1 published" in shown
    asked = TranslationRequest.objects.get()
    moderator.post(reverse("translation_request", args=[asked.pk]))
    assert standing(book).due is None, "taken back after all"
    answer = ask(moderator, book, "hr")
    assert answer.status_code == 400
    assert "Nothing is left to translate there" in answer.content.decode()
    assert not TranslationRequest.objects.exists()


def test_a_request_stays_done_when_the_original_changes_again(book: StandardPage, moderator: Client) -> None:
    ask(moderator, book, "hr", message="For the fair.")
    address = reverse("translation_passages", args=[standing(book).item_id, "hr"])
    assert "For the fair." in moderator.get(address).content.decode()
    page = translate(book, "hr", "Knjiga")
    edit(page, summary="Knjiga je to.", body=[{"type": "paragraph", "value": "<p>Tekst knjige</p>"}])
    assert state(book) == ItemState.PUBLISHED
    edit(book, summary="Another book.")
    assert state(book) == ItemState.CHANGED
    assert "1 of 1 published" in moderator.get(reverse("translation_requests")).content.decode()
    assert "For the fair." not in moderator.get(address).content.decode()


def test_the_second_page_of_a_list_is_no_page_of_the_site(moderator: Client, book: StandardPage) -> None:
    desk = moderator.get(f"{reverse('translation_desk')}?language=hr&page=2").content.decode()
    link = re.search(r'href="([^"]*/ask/[^"]*)"', desk)
    assert link is not None
    asked = moderator.get(unescape(link[1]))
    assert asked.context["page"] is None
    assert len(asked.context["form"].by_pk) > 1


def test_nobody_to_tell_is_said(moderator: Client, book: StandardPage) -> None:
    get_user_model().objects.filter(groups__name="Translators hr").update(email="")
    answer = ask(moderator, book, "hr")
    shown = moderator.get(answer["Location"]).content.decode()
    assert "nobody else writes these languages and has an e-mail address" in shown


def test_the_pages_below_and_what_they_show_go_along() -> None:
    shelf = write(page_by_key("home", "en"), "Shelf")
    below = write(shelf, "Below")
    standing(below)
    assert [one.title for one in of_page(shelf, below=False)] == ["Shelf"]
    assert [one.title for one in of_page(shelf, below=True)] == ["Shelf", "Below"]
    case = CaseStudyPage.objects.filter(locale__language_code="en", alias_of=None, contributor__isnull=False)[0]
    assert [one.kind for one in of_page(case, below=False)] == ["wagtailcore.page", "community.organisation"]


def test_a_form_that_is_sent_twice_asks_once(book: StandardPage, moderator: Client) -> None:
    address = f"{reverse('translation_ask')}?page_id={book.pk}"
    form = moderator.get(address).context["form"]
    data = {"key": form.initial["key"], "items": form.initial["items"], "languages": [locale("hr")]}
    first, second = moderator.post(address, data), moderator.post(address, data)
    assert first["Location"] == second["Location"]
    shown = moderator.get(first["Location"]).content.decode()
    assert shown.count("1 person is told by mail.") == 1
    assert Mail.objects.filter(kind="translation-request").count() == 1


WRONG = {
    "a day that is over": ({"due": "2020-01-01"}, "This day is over"),
    "no day": ({"due": "soon"}, "error-message"),
    "no language": ({"languages": []}, "This field is required"),
    "another thing": ({"items": ["999999"]}, "Select a valid choice"),
    "somebody who is not there": ({"owner": "999999"}, "Select a valid choice"),
    "no key": ({"key": "x"}, "Nothing was asked for yet"),
    "a novel": ({"message": "word " * 300}, "at most 1000 characters"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_bad_input_is_named_and_nothing_lost(
    moderator: Client, book: StandardPage, change: dict[str, Any], said: str
) -> None:
    answer = ask(moderator, book, "hr", **{"message": "Keep me.", **change})
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert said in shown
    assert "Keep me." in shown or "message" in change
    assert not TranslationRequest.objects.exists()


@pytest.mark.parametrize("query", ["?page_id=x", "?page_id=999999", "?state=%00&kind=x&source=zz&owner=7&due=now"])
def test_strange_addresses(moderator: Client, query: str) -> None:
    assert moderator.get(reverse("translation_ask") + query).status_code in (200, 404, 400)


def test_taken_back_the_day_of_another_request_stays(moderator: Client, book: StandardPage) -> None:
    later = SOON + timedelta(days=10)
    ask(moderator, book, "hr", "fr", due=str(later))
    ask(moderator, book, "hr", due=str(SOON))
    assert standing(book).due == SOON
    second = TranslationRequest.objects.first()
    moderator.post(reverse("translation_request", args=[second.pk]))
    assert standing(book).due == later
    moderator.post(reverse("translation_request", args=[TranslationRequest.objects.get().pk]))
    assert (standing(book).due, standing(book, "fr").due) == (None, None)
    assert not TranslationRequest.objects.exists()


GET = lambda client, address: client.get(address)  # noqa: E731
POST = lambda client, address: client.post(address)  # noqa: E731


@pytest.mark.parametrize("how", [GET, POST], ids=["get", "post"])
@pytest.mark.parametrize("role", ["translator-fr", "partner"])
def test_who_may_not_ask(moderator: Client, book: StandardPage, role: str, how: Callable) -> None:
    ask(moderator, book, "hr")
    asked = TranslationRequest.objects.get()
    client = signed_in(role)
    for address in (f"{reverse('translation_ask')}?page_id={book.pk}", reverse("translation_words")):
        answer = how(client, address)
        assert answer.status_code in (302, 403, 405), address
        assert "words" not in answer.headers.get("Location", "")
    other = how(client, reverse("translation_request", args=[asked.pk]))
    assert other.status_code in (302, 403, 404), "it asks nothing of the French translator"
    assert TranslationRequest.objects.count() == 1


def test_translators_see_what_is_asked_of_them(moderator: Client, book: StandardPage) -> None:
    ask(moderator, book, "hr", message="Please.")
    asked = TranslationRequest.objects.get()
    client = signed_in("translator-hr")
    assert "Please." in client.get(reverse("translation_requests")).content.decode()
    shown = client.get(reverse("translation_request", args=[asked.pk])).content.decode()
    assert "Book" in shown
    assert client.post(reverse("translation_request", args=[asked.pk])).status_code in (302, 403)
    assert TranslationRequest.objects.exists()
    assert "Please." not in signed_in("translator-fr").get(reverse("translation_requests")).content.decode()


def test_the_menu_of_a_page_leads_here(moderator: Client, book: StandardPage) -> None:
    menu = moderator.get(reverse("wagtailadmin_pages:edit", args=[book.pk])).content.decode()
    assert f"{reverse('translation_ask')}?page_id={book.pk}" in menu
    theirs = signed_in("translator-hr").get(reverse("wagtailadmin_explore", args=[page_by_key("home", "hr").pk]))
    assert reverse("translation_ask") not in theirs.content.decode()


def test_lists_cost_the_same_for_two_and_twenty(moderator: Client, django_assert_max_num_queries: Any) -> None:
    pages = [write(page_by_key("home", "en"), f"Book {number}") for number in range(20)]
    standing(pages[-1])
    counts = []
    for number in (2, 18):
        for page in pages[:number]:
            ask(moderator, page, "hr", "fr")
        with django_assert_max_num_queries(40) as used:
            moderator.get(reverse("translation_requests"))
        counts.append(len(used))
    assert counts[0] == counts[1]
