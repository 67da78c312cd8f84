"""What is asked for is begun by the worker, text after text: with the asker's rights, on after a kill, and without keeping others out."""

import time
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.seed import page_by_key
from core.work import Later, outcomes, runner
from core.work.models import Job
from home.models import StandardPage
from tests.core.test_following import write
from tests.translation.test_desk_following import standing
from tests.translation.test_editor import person, signed_in
from tests.translation.test_requests import ask
from translation.desk import acting
from translation.models import TranslationRequest
from translation.requests import beginning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def pages() -> list[StandardPage]:
    home = write(page_by_key("home", "en"), "Book")
    found = [home, *(write(home, f"Chapter {number}") for number in range(3))]
    for page in found:
        standing(page)
    return found


@pytest.fixture
def asked(pages: list[StandardPage]) -> TranslationRequest:
    answer = ask(signed_in("moderator"), pages[0], "hr", "fr", query="&below=1")
    assert answer.status_code == 302
    return TranslationRequest.objects.get()


def hr() -> int:
    return Locale.objects.get(language_code="hr").pk


def begun(pages: list[StandardPage], language: str = "hr") -> int:
    keys = [page.translation_key for page in pages]
    return Translation.objects.filter(source__object_id__in=keys, target_locale__language_code=language).count()


def press(client: Client, asked: TranslationRequest, language: str = "hr") -> Any:
    return client.post(reverse("translation_request", args=[asked.pk]), {"begin": language}, follow=True)


def language_of(answer: Any, code: str = "hr") -> Any:
    return next(one for one in answer.context["languages"] if one.code == code)


def test_the_worker_begins_what_was_asked_for_and_the_page_says_how_far(
    asked: TranslationRequest, pages: list[StandardPage]
) -> None:
    client = signed_in("translator-hr")
    shown = language_of(client.get(reverse("translation_request", args=[asked.pk])))
    assert (shown.may_begin, shown.unbegun, shown.at_work) == (True, 4, False)
    answer = press(client, asked)
    assert begun(pages) == 0, "nothing of it within the request"
    assert "Still to begin: 4." in " ".join(answer.content.decode().split())
    press(client, asked)
    assert Job.objects.filter(task__endswith="begin_all").count() == 1, "asked twice, done once"
    runner.run_due()
    assert (begun(pages), begun(pages, "fr")) == (4, 0)
    shown = language_of(client.get(reverse("translation_request", args=[asked.pk])))
    assert (shown.unbegun, shown.at_work, shown.may_begin) == (0, False, False)
    assert {standing(page).managed for page in pages} == {True}


def test_a_worker_that_is_killed_goes_on_with_the_rest(
    asked: TranslationRequest, pages: list[StandardPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = acting.begin

    def killed(*args: Any) -> None:
        if begun(pages) == 2:
            raise SystemExit
        one(*args)

    monkeypatch.setattr("translation.files.beginning.begin", killed)
    beginning.ask_for(asked, hr(), person("translator-hr").pk)
    runner.run_due()
    assert begun(pages) == 2
    monkeypatch.setattr("translation.files.beginning.begin", one)
    Job.objects.filter(task__endswith="begin_all").update(due_at="2020-01-01T00:00Z")
    runner.run_due()
    assert begun(pages) == 4


def test_a_worker_that_is_asked_to_end_does_so_between_two_texts(asked: TranslationRequest) -> None:
    outcomes.stop.set()
    try:
        with pytest.raises(Later):
            beginning.begin_all.call(asked.pk, hr(), person("translator-hr").pk)
    finally:
        outcomes.stop.clear()


def test_one_text_that_cannot_be_begun_keeps_no_other_from_it(
    asked: TranslationRequest, pages: list[StandardPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = acting.begin

    def fails(standing: Any, user: Any) -> None:
        if standing.item.title == "Chapter 1":
            raise ValueError("an accident")
        one(standing, user)

    monkeypatch.setattr("translation.files.beginning.begin", fails)
    beginning.begin_all.call(asked.pk, hr(), person("translator-hr").pk)
    assert begun(pages) == 3


def test_only_whoever_writes_the_language_begins_it(asked: TranslationRequest, pages: list[StandardPage]) -> None:
    press(signed_in("translator-fr"), asked)
    assert begun(pages) == 0
    assert not Job.objects.filter(task__endswith="begin_all").exists()
    beginning.begin_all.call(asked.pk, hr(), person("translator-fr").pk)
    assert begun(pages) == 0, "the rights are those of the day it is done"


def test_nobody_waits_longer_than_a_fifth_of_a_second(
    asked: TranslationRequest, pages: list[StandardPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[float] = []
    plain = transaction.Atomic.__enter__, transaction.Atomic.__exit__
    open_ones: list[float] = []

    def enter(self: Any) -> None:
        open_ones.append(time.process_time())
        plain[0](self)

    def leave(self: Any, *error: Any) -> None:
        plain[1](self, *error)
        began = open_ones.pop()
        if not open_ones:
            spent.append(time.process_time() - began)

    beginning.begin_all.call(asked.pk, hr(), person("translator-hr").pk)
    monkeypatch.setattr(transaction.Atomic, "__enter__", enter)
    monkeypatch.setattr(transaction.Atomic, "__exit__", leave)
    fr = Locale.objects.get(language_code="fr").pk
    beginning.begin_all.call(asked.pk, fr, person("translator-fr").pk)
    assert begun(pages, "fr") == 4
    assert max(spent) < 0.2, f"{max(spent) * 1000:.0f} ms"
