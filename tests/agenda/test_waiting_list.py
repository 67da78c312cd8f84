"""The last seat, the waiting list, and what people are told without asking."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from agenda.models import EventPage, Register, SignUp
from agenda.signups import book, news
from agenda.tasks import forget_sign_ups, free_places, remind, tell_changes
from core.letters.models import Mail
from core.work.models import Job
from tests.agenda.builders import days_from_now
from tests.agenda.signing import change, entry, letters_to, open_event, person, register_of, subjects
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def states(event: EventPage) -> dict[str, str]:
    return dict(register_of(event).signups.values_list("name", "state"))


def told(event: EventPage) -> None:
    """The worker has told what changed."""
    tell_changes.func(str(event.translation_key))


def later(hours: int) -> None:
    SignUp.objects.update(asked_at=timezone.now() - timedelta(hours=hours))


def calendars(name: str) -> list[Calendar]:
    return [Calendar.from_ical(file[1]) for letter in letters_to(name) for file in letter.attachments]


def test_when_all_places_are_taken_people_wait_and_move_up_in_their_order() -> None:
    event = open_event(sign_up_places=1)
    first, second, third = (person(event, name) for name in ("Ana", "Bo", "Cy"))
    assert states(event) == {"Ana": "seated", "Bo": "waiting", "Cy": "waiting"}
    assert subjects("bo") == ["Please confirm", "You are on the waiting list"]
    assert "All places are taken just now" in letters_to("bo")[0].body
    book.cancel(first)
    assert states(event) == {"Ana": "cancelled", "Bo": "seated", "Cy": "waiting"}
    assert subjects("bo")[-1] == "You have a place"
    assert subjects("ana")[-1] == "Your sign-up is cancelled"
    assert [one["method"] for one in calendars("ana")] == ["REQUEST", "CANCEL"]
    book.cancel(second)
    book.cancel(second)
    assert states(event)["Cy"] == "seated"
    assert subjects("cy").count("You have a place") == 1
    third.refresh_from_db()


def test_more_places_move_people_up() -> None:
    event = open_event(sign_up_places=1)
    for name in ("Ana", "Bo", "Cy", "Di"):
        person(event, name)
    told(change(event, sign_up_places=3))
    assert states(event) == {"Ana": "seated", "Bo": "seated", "Cy": "seated", "Di": "waiting"}
    told(change(event, sign_up_places=1))
    assert list(states(event).values()).count("seated") == 3, "nobody loses a seat"
    told(change(event, sign_up_places=None))
    assert set(states(event).values()) == {"seated"}


def test_a_seat_nobody_confirms_is_free_after_a_day() -> None:
    event = open_event(sign_up_places=1)
    person(event, confirms=False)
    person(event, "Bo")
    free_places.func()
    assert states(event) == {"Ana": "seated", "Bo": "waiting"}
    SignUp.objects.filter(name="Ana").update(asked_at=timezone.now() - timedelta(hours=25))
    free_places.func()
    assert states(event) == {"Bo": "seated"}
    assert subjects("bo")[-1] == "You have a place"


def test_who_waits_without_confirming_is_passed_over() -> None:
    event = open_event(sign_up_places=1)
    first = person(event)
    person(event, "Bo", confirms=False)
    person(event, "Cy")
    book.cancel(first)
    assert states(event) == {"Ana": "cancelled", "Bo": "waiting", "Cy": "seated"}


def test_who_confirms_too_late_has_a_seat_only_if_one_is_left() -> None:
    event = open_event(sign_up_places=1)
    late = person(event, confirms=False)
    later(25)
    book.confirm(late)
    assert states(event) == {"Ana": "seated"}
    assert subjects() == ["Please confirm", "You are signed up"]
    full = open_event("Full", sign_up_places=1)
    slow = person(full, "Bo", confirms=False)
    later(25)
    register = register_of(full)
    SignUp.objects.create(
        register=register, name="Cy", email="cy@example.org", language="en", state="seated", confirmed_at=timezone.now()
    )
    book.confirm(slow)
    assert states(full) == {"Bo": "waiting", "Cy": "seated"}


def test_nobody_moves_up_once_it_has_begun_or_is_cancelled() -> None:
    event = open_event(sign_up_places=1)
    first, _second = person(event), person(event, "Bo")
    Register.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    book.cancel(first)
    assert states(event)["Bo"] == "waiting"
    Register.objects.update(starts_at=timezone.now() + timedelta(days=2))
    told(change(event, cancelled=True))
    assert states(event)["Bo"] == "waiting"


def test_a_change_of_time_is_told_once_and_moves_the_entry() -> None:
    event = open_event(sign_up_places=1, start_date=days_from_now(10))
    person(event), person(event, "Bo"), person(event, "Cy", confirms=False)
    moved = change(event, start_time=event.start_time.replace(hour=14), end_time=event.end_time.replace(hour=16))
    told(moved), told(moved)
    assert subjects() == ["Please confirm", "You are signed up", "Changed"]
    assert subjects("bo")[-1] == "Changed"
    assert subjects("cy") == ["Please confirm"]
    first, second = (one.walk("VEVENT")[0] for one in calendars("ana"))
    assert (first["uid"], first["sequence"]) == (second["uid"], 0)
    assert second["sequence"] == 1
    assert second.decoded("dtstart").hour == 14
    assert not letters_to("bo")[-1].attachments, "who waits has no entry"


def test_other_words_are_no_news() -> None:
    event = open_event()
    person(event)
    told(change(event, summary="Other words.", title="Another title"))
    assert subjects() == ["Please confirm", "You are signed up"]
    assert register_of(event).sequence == 0


def test_publishing_asks_the_worker_once_for_all_languages() -> None:
    event = open_event()
    Job.objects.filter(task="agenda.tasks.tell_changes").delete()
    change(event, place="Paris")
    assert Job.objects.filter(task="agenda.tasks.tell_changes").count() == 1


def test_a_cancelled_event_is_told_to_all_and_leaves_calendars() -> None:
    event = open_event(sign_up_places=1)
    person(event), person(event, "Bo")
    told(change(event, cancelled=True))
    assert subjects()[-1] == subjects("bo")[-1] == "Cancelled"
    last = calendars("ana")[-1]
    assert (last["method"], last.walk("VEVENT")[0]["status"], last.walk("VEVENT")[0]["sequence"]) == (
        "CANCEL",
        "CANCELLED",
        1,
    )
    told(change(event, cancelled=False))
    assert subjects()[-1] == "Changed"
    assert calendars("ana")[-1].walk("VEVENT")[0]["sequence"] == 2


def test_a_postponed_event_keeps_the_seats() -> None:
    event = open_event()
    person(event)
    told(change(event, postponed=True))
    letter = letters_to("ana")[-1]
    assert "postponed" in letter.body
    assert "When:" not in letter.body
    assert calendars("ana")[-1].walk("VEVENT")[0]["status"] == "TENTATIVE"
    assert states(event) == {"Ana": "seated"}


def test_everybody_reads_their_own_language() -> None:
    event = open_event(place="Paris", country="FR")
    person(event, language="nl"), person(event, "Bo", language="hr")
    assert "Parijs, Frankrijk" in letters_to("ana")[-1].body
    assert "/hr/" in letters_to("bo")[-1].body


def test_people_are_reminded_once_the_day_before() -> None:
    event = open_event(sign_up_places=1, start_date=days_from_now(3), join_url="https://meet.example.org/room")
    person(event), person(event, "Bo"), person(event, "Cy", confirms=False)
    remind.func()
    assert "Coming up" not in subjects()
    Register.objects.update(starts_at=timezone.now() + timedelta(hours=20))
    remind.func(), remind.func()
    assert subjects() == ["Please confirm", "You are signed up", "Coming up"]
    assert "https://meet.example.org/room" in letters_to("ana")[-1].body
    assert "Coming up" not in subjects("bo") + subjects("cy")


def test_who_signs_up_on_the_last_day_is_not_reminded() -> None:
    event = open_event()
    Register.objects.update(starts_at=timezone.now() + timedelta(hours=3))
    person(event)
    remind.func()
    assert subjects() == ["Please confirm", "You are signed up"]


def test_mails_forget_the_calendar_when_they_are_sent() -> None:
    person(open_event())
    assert [len(mail.files) for mail in Mail.objects.order_by("pk") if mail.kind.startswith("agenda-sign")] == [0, 1]
    delivered()
    assert [mail.files for mail in Mail.objects.order_by("pk") if mail.kind.startswith("agenda-sign")] == [[], []]


def test_names_are_forgotten_a_month_after_the_event_and_numbers_stay() -> None:
    event = open_event()
    for name, country in (("Ana", "FR"), ("Bo", "FR"), ("Cy", "HR"), ("Di", "")):
        person(event, name, country=country)
    person(event, "Ed", confirms=False)
    SignUp.objects.filter(name="Ana").update(came=True)
    Register.objects.update(ends_at=timezone.now() - timedelta(days=29))
    forget_sign_ups.func()
    assert SignUp.objects.count() == 5
    Register.objects.update(ends_at=timezone.now() - timedelta(days=31))
    forget_sign_ups.func(), forget_sign_ups.func()
    assert not SignUp.objects.exists()
    assert Register.objects.get().numbers == {"signed_up": 4, "came": 1, "countries": {"FR": 2, "HR": 1}}


def test_the_same_number_of_queries_tells_two_and_twenty(count_queries: Callable[[Callable[[], Any]], int]) -> None:
    """Apart from the mail of each: the event's pages are read once."""
    event = open_event()
    person(event)
    register = register_of(event)
    post = book.Post(register)
    one = count_queries(lambda: post.write(register.signups.get(), book.letters.REMINDER, book.letters.reminder))
    fresh = count_queries(
        lambda: book.Post(register).write(register.signups.get(), book.letters.REMINDER, book.letters.reminder)
    )
    assert 1 <= fresh - one <= 2


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_has_the_last_seat() -> None:
    event = open_event(sign_up_places=1)
    register, start, wrong = register_of(event), Barrier(4), []

    def ask(name: str) -> None:
        start.wait()
        try:
            book.ask(register.pk, entry(name))
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[name]) for name in ("Ana", "Bo", "Ana", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(states(event).values()) == ["seated", "waiting", "waiting"]
    assert Mail.objects.filter(kind="agenda-sign-up-confirm").count() == 3


def test_news_of_an_event_that_is_gone_are_no_error() -> None:
    event = open_event()
    signup = person(event)
    EventPage.objects.get(pk=event.pk).delete()
    news.tell_changes(event.translation_key)
    book.cancel(signup)
    assert subjects()[-1] == "Cancelled"
    assert len(letters_to("ana")) == 3
