"""The mail that tells who follows what was published since: once, in their language, and only when something was."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.letters.models import Mail
from core.letters.signals import given_up
from core.work import Later
from home.follow import digests
from home.follow.news import SHOWN
from home.models import Follower
from home.tasks import write_digests
from resources.models import CaseStudyPage, PublicationPage
from tests.agenda.builders import add_event, days_from_now
from tests.home.following import follower, link_in, monday, quiet, study  # noqa: F401 - a fixture
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def written(weeks: int = 0) -> dict[str, Any]:
    """What each is sent by the run of a Monday."""
    before = len(mail.outbox)
    digests.write(monday(weeks))
    return {letter.to[0].partition("@")[0]: letter for letter in delivered()[before:]}


def test_nothing_new_no_mail() -> None:
    person = follower()
    assert written() == {}
    assert Follower.objects.get().told_until > person.told_until, "what is older is no news next week either"


def test_what_is_new_is_told_once_in_the_language_of_its_reader(client: Client) -> None:
    new = study("hr")
    event = add_event("Krug", language="hr", start_date=days_from_now(40), place="Zagreb", country="HR")
    type(event).objects.filter(pk=event.pk).update(first_published_at=timezone.now() - timedelta(minutes=3))
    follower("hr", language="hr")
    follower("fr", language="fr", languages=["fr", "hr"])
    follower("en", language="en")
    letters = written()
    assert set(letters) == {"hr", "fr"}
    for text in (new.title, new.summary, f"{new.url}\n", "Krug"):
        assert text in letters["hr"].body
    assert "Zagreb, Hrvatska" in letters["hr"].body
    html = letters["fr"].alternatives[0].content
    assert 'lang="hr">Krug</a>' in html
    assert new.title not in html, "there is an older version in French"
    assert "croate · " in letters["fr"].body, "words beside the title are the reader’s"
    assert "Zagreb, Croatie" in letters["fr"].body
    assert "hrvatski" not in letters["hr"].body
    headers = letters["hr"].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = headers["List-Unsubscribe"].strip("<>")
    assert client.get(link_in(letters["hr"].body, "/pratite/own/")).status_code == 200
    assert written() == {}
    assert written(1) == {}
    assert Client(enforce_csrf_checks=True).post(one_click).status_code == 200
    assert not Follower.objects.filter(email="hr@example.org").exists()


def test_choices_decide() -> None:
    new = study("en", themes=["youth"])
    study("en", 1, themes=[])
    follower("kind", kinds=["publication"])
    follower("theme", themes=["digital", "youth"])
    follower("other", themes=["digital"])
    follower("nl", languages=["nl"])
    letters = written()
    assert set(letters) == {"theme", "other"}
    assert new.title in letters["theme"].body
    assert new.title not in letters["other"].body, "only what has no theme"


def test_only_what_everybody_may_read_now() -> None:
    hidden, gone, copied = study(), study(number=1), study("en", 2)
    past = add_event("Over", start_date=days_from_now(-3))
    called_off = add_event("Called off", cancelled=True)
    for event in (past, called_off):
        type(event).objects.filter(pk=event.pk).update(first_published_at=timezone.now() - timedelta(minutes=3))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    gone.unpublish()
    CaseStudyPage.objects.filter(pk=copied.pk).update(content_language="fr")
    follower(languages=["en", "fr"])
    assert written() == {}


def test_a_translation_is_news_only_in_a_language_that_comes_first() -> None:
    new = study("hr")
    twin = CaseStudyPage.objects.in_language("en").real().filter(translation_key=new.translation_key)
    assert twin.exists()
    follower("both", languages=["en", "hr"])
    follower("hr", language="hr", languages=["en", "hr"])
    assert set(written()) == {"hr"}, "who reads English first has read it long ago"


def test_many_are_counted() -> None:
    CaseStudyPage.objects.in_language("en").real().update(first_published_at=timezone.now() - timedelta(minutes=5))
    number = CaseStudyPage.objects.in_language("en").real().count()
    follower()
    (letter,) = written().values()
    assert letter.body.count("/en/case-studies/") >= SHOWN
    assert f"{number - SHOWN} more in the list" in letter.body


def test_weeks_and_months(settings: Any) -> None:
    def at(day: str) -> datetime:
        return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))

    study(first_published_at=at("2027-02-03 12:00"))
    for rhythm in ("weekly", "monthly"):
        follower(rhythm, rhythm=rhythm, told_until=at("2027-02-01 06:00"))
    days = {"02-07": 0, "02-08": 1, "02-09": 0, "02-15": 0, "03-02": 1, "03-08": 0}
    assert {day: digests.write(at(f"2027-{day} 06:10")) for day in days} == days
    assert [letter.to for letter in delivered()] == [["weekly@example.org"], ["monthly@example.org"]]


def test_a_worker_that_dies_leaves_nobody_out_and_two_tell_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    study()
    people = [follower(f"f{number}") for number in range(5)]
    post = digests.digest
    told: list[int] = []

    def dies(*args: Any) -> Any:
        told.append(1)
        if len(told) == 3:
            raise KeyboardInterrupt
        return post(*args)

    monkeypatch.setattr(digests, "digest", dies)
    with pytest.raises(KeyboardInterrupt):
        digests.write(monday())
    assert Mail.objects.count() == 2
    monkeypatch.setattr(digests, "digest", post)
    stale = list(Follower.objects.order_by("pk"))
    assert digests.write(monday()) == 3
    news = digests.News(monday() - timedelta(days=9), monday())
    assert digests._write_to(stale, news, monday()) == 0, "who was read before another worker told them"
    assert sorted(letter.to[0] for letter in delivered()) == sorted(person.email for person in people)


def test_who_is_asked_to_end_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    study()
    follower()
    monkeypatch.setattr(digests, "stopping", lambda: True)
    with pytest.raises(Later):
        digests.write(monday())
    assert not Mail.objects.exists()


def test_what_could_not_be_sent_is_told_again_and_who_refuses_is_forgotten() -> None:
    study()
    person = follower()
    digests.write(monday())
    first = Mail.objects.get()
    given_up.send(Mail, mail=first, refused=False)
    assert Follower.objects.get().told_until == person.told_until
    assert digests.write(monday()) == 1
    for left in (1, 1, 0):
        given_up.send(Mail, mail=Mail.objects.latest("pk"), refused=True)
        assert Follower.objects.count() == left


def test_few_and_many_cost_the_same_beside_the_mails_themselves(count_queries: Any) -> None:
    def run() -> None:
        Follower.objects.update(told_until=timezone.now() - timedelta(days=1))
        digests.write(monday())

    def cost(people: int, texts: int) -> int:
        Follower.objects.all().delete()
        for number in range(people):
            follower(f"f{number}", languages=["en", "fr"], kinds=["publication"] if number % 2 else [])
        for one in CaseStudyPage.objects.in_language("en").real()[:texts]:
            CaseStudyPage.objects.filter(pk=one.pk).update(first_published_at=timezone.now() - timedelta(minutes=5))
        Mail.objects.all().delete()
        return count_queries(run)

    quiet_ones = cost(0, 1)
    costs = [cost(people, texts) for people, texts in ((2, 1), (2, 6), (20, 6))]
    assert costs[0] == costs[1], "texts"
    mails = [(people + 1) // 2 for people in (2, 20)]
    each = (costs[2] - costs[1]) / (mails[1] - mails[0])
    assert each <= 8, f"queries for each mail: {each}"
    assert quiet_ones <= 3
    assert all(lower <= upper for lower, upper in pairwise(costs))


def test_publications_and_the_task() -> None:
    page = PublicationPage.objects.in_language("en").real().first()
    PublicationPage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(minutes=5))
    follower(told_until=timezone.now() - timedelta(days=40))
    PublicationPage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=39))
    write_digests.func()
    (letter,) = delivered()
    assert page.title in letter.body
