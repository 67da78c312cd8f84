"""What the privacy page says is deleted is deleted, by tasks that run by themselves; nothing else is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from centres.models import Centre, Import, ImportSource, Owner, ReviewRequest, Suggestion
from centres.models.imports import State
from core.seed import load
from core.work.rhythms import rhythms
from home.models import ContactMessage

pytestmark = pytest.mark.django_db
TASKS = {
    "home.tasks.forget_messages",
    "home.tasks.look_after_followers",
    "agenda.tasks.forget_subscribers",
    "centres.tasks.forget",
    "community.tasks.forget_practitioners",
    "core.tasks.forget_sessions",
}


def night() -> None:
    """Everything that forgets, as the worker does it."""
    for task, _rhythm in rhythms().values():
        if task.module_path in TASKS:
            task.func()


def aged(row: Model, field: str, days: int) -> Any:
    """The row, as if it were so old."""
    type(row).objects.filter(pk=row.pk).update(**{field: timezone.now() - timedelta(days=days)})
    return row


def survivors(rows: dict[str, Model]) -> set[str]:
    return {name for name, row in rows.items() if type(row).objects.filter(pk=row.pk).exists()}


@pytest.fixture
def centre(seeded: None) -> Centre:
    return Centre.objects.get(slug="cisok-cakovec")


def test_the_tasks_are_periodic() -> None:
    assert set(rhythms()) >= TASKS


def test_messages(seeded: None) -> None:
    def message(days: int, done: bool) -> ContactMessage:
        return aged(ContactMessage.objects.create(message="x", done=done), "created_at", days)

    rows = {
        "new": message(1, True),
        "done": message(31, True),
        "open": message(300, False),
        "forgotten": message(366, False),
    }
    night()
    assert survivors(rows) == {"new", "open"}


def test_whoever_deals_with_messages_may_delete_them(seeded: None, client: Client) -> None:
    message = ContactMessage.objects.create(message="x")
    for role in ("partner", "editor"):
        client.force_login(get_user_model().objects.get(username=role))
        client.post(reverse("wagtailsnippets_home_contactmessage:delete", args=[message.pk]))
        assert ContactMessage.objects.filter(pk=message.pk).exists() is (role == "partner")


def test_suggestions_and_review_mails(centre: Centre) -> None:
    def suggestion(days: int, state: str) -> Suggestion:
        return aged(Suggestion.objects.create(centre=centre, state=state), "created_at", days)

    def mail(days: int, answer: str = "") -> ReviewRequest:
        return aged(ReviewRequest.objects.create(centre=centre, email="a@hzz.hr", answer=answer), "sent_at", days)

    rows = {
        "decided": suggestion(366, Suggestion.State.ACCEPTED),
        "refused": suggestion(366, Suggestion.State.REJECTED),
        "lately": suggestion(300, Suggestion.State.ACCEPTED),
        "waiting": suggestion(500, Suggestion.State.WAITING),
        "mail": mail(731),
        "mail of last year": mail(700, ReviewRequest.Answer.RIGHT),
        "never again": mail(3000, ReviewRequest.Answer.NEVER),
    }
    night()
    assert survivors(rows) == {"lately", "waiting", "mail of last year", "never again"}


def test_owners_who_give_no_sign(centre: Centre) -> None:
    def owner(name: str, days: int | None) -> Owner:
        row = Owner.objects.create(centre=centre, email=f"{name}@hzz.hr")
        return row if days is None else aged(row, "verified_at", days)

    def asked(name: str, days: int, answered: int | None = None) -> None:
        row = aged(ReviewRequest.objects.create(centre=centre, email=f"{name}@hzz.hr"), "sent_at", days)
        if answered is not None:
            aged(row, "answered_at", answered)

    rows = {
        "gone": owner("gone", 731),
        "active": owner("active", 100),
        "answers": owner("answers", 900),
        "by-hand": owner("by-hand", None),
        "by-hand-silent": owner("by-hand-silent", None),
    }
    asked("answers", 300, 299)
    asked("by-hand-silent", 731)
    night()
    assert survivors(rows) == {"active", "answers", "by-hand"}


def test_uploaded_tables_go_with_their_files(centre: Centre) -> None:
    source = ImportSource.objects.create(name="A partner")

    def table(days: int, state: str) -> Import:
        row = Import(source=source, filename="a.csv", state=state)
        row.file.save("table.csv", ContentFile(b"name\nA\n"))
        return aged(row, "created_at", days)

    rows = {
        "old": table(181, State.DONE),
        "left": table(181, State.UPLOADED),
        "lately": table(100, State.DONE),
        "at work": table(181, State.RUNNING),
    }
    files = {name: Path(row.file.path) for name, row in rows.items()}
    night()
    assert survivors(rows) == {"lately", "at work"}
    assert {name for name, file in files.items() if file.exists()} == {"lately", "at work"}
    assert ImportSource.objects.filter(pk=source.pk).exists()


def test_sessions(seeded: None) -> None:
    for days in (-1, 1):
        Session.objects.create(
            session_key=f"key{days}", session_data="", expire_date=timezone.now() + timedelta(days=days)
        )
    night()
    assert set(Session.objects.values_list("session_key", flat=True)) == {"key1"}


WORDS: dict[str, list[str]] = {
    "en": ["month", "a year", "two years", "half a year", "90 days", "an hour", "two weeks", "30 days"],
    "fr": ["un mois", "un an", "deux ans", "six mois", "90 jours", "une heure", "deux semaines", "30 jours"],
    "nl": ["een maand", "een jaar", "twee jaar", "een half jaar", "90 dagen", "een uur", "twee weken", "30 dagen"],
    "it": ["un mese", "un anno", "due anni", "sei mesi", "90 giorni", "un’ora", "due settimane", "30 giorni"],
    "pt": ["um mês", "um ano", "dois anos", "seis meses", "90 dias", "uma hora", "duas semanas", "30 dias"],
    "hr": [
        "mjesec dana",
        "godinu dana",
        "dvije godine",
        "pola godine",
        "90 dana",
        "jedan sat",
        "dva tjedna",
        "30 dana",
    ],
}


def test_the_privacy_page_says_so_in_every_language(settings: Any) -> None:
    from centres.models.care import DECIDED_KEPT, KEPT
    from centres.models.imports import KEPT as TABLES_KEPT
    from community.models.conversations import KEPT as TALKS_KEPT
    from community.visitors.sessions import LASTS
    from core.letters.querysets import SENT_KEPT
    from core.personal import LAST_CALL, QUIET
    from home.models import messages

    numbers = (messages.DONE_KEPT, messages.KEPT, KEPT, DECIDED_KEPT, TABLES_KEPT, SENT_KEPT)
    assert [one.days for one in numbers] == [30, 365, 730, 365, 180, 90]
    assert [one.days for one in (QUIET, LAST_CALL, LASTS, TALKS_KEPT)] == [730, 30, 30, 180]
    assert settings.SESSION_COOKIE_AGE == 14 * 86_400
    (privacy,) = [page for page in load("home/content/pages.yaml") if page["key"] == "privacy"]
    for language, words in WORDS.items():
        text = str(privacy["texts"][language]["body"])
        assert not [word for word in words if word not in text], language
