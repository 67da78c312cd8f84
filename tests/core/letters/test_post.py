"""The way of a mail: a row in the caller's transaction, sent by a worker, tried again, given up, forgotten."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from core.letters import outbox
from core.letters.delivery import TRIES, deliver
from core.letters.letter import File, Kind, Letter
from core.letters.models import Mail
from core.letters.signals import given_up
from core.letters.tasks import forget
from core.work.models import Job
from core.work.runner import run_due
from tests.post import delivered, later, mail_server

pytestmark = pytest.mark.django_db

KIND = Kind("test", "A test", lambda: Letter("", []))
LETTER = Letter("Hello", ["What it says."], headers={"List-Unsubscribe": "<https://portal.example/never/>"})


def post() -> Mail:
    with override("hr"):
        LETTER.post("ana@example.org", KIND, about=7)
    return Mail.objects.latest("pk")


def test_a_letter_is_a_row_until_a_worker_sends_it() -> None:
    row = post()
    assert (row.kind, row.language, row.about, row.to) == ("test", "hr", "7", "ana@example.org")
    assert row.state == Mail.State.WAITING
    assert not mail.outbox
    (sent,) = delivered()
    assert (sent.to, sent.subject) == (["ana@example.org"], "Hello")
    assert sent.body == "What it says.\n\nKeep in Pact\n"
    assert sent.alternatives[0].mimetype == "text/html"
    assert sent.message()["List-Unsubscribe"] == "<https://portal.example/never/>"
    assert sent.message()["Message-ID"] == row.message_id
    assert len(delivered()) == 1


def test_a_sent_mail_forgets_what_it_said_and_to_whom() -> None:
    row = post()
    delivered()
    row.refresh_from_db()
    assert row.state == Mail.State.SENT
    assert row.ended_at is not None
    assert (row.to, row.text, row.html, row.headers) == ("@example.org", "", "", {})
    assert (row.subject, row.message_id) == ("Hello", row.message_id)
    assert not Job.objects.filter(arguments__icontains="ana@").exists()


def test_nothing_is_mailed_for_what_was_rolled_back() -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert not delivered()


def test_django_and_wagtail_write_rows_too(settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.letters.backend.EmailBackend"
    message = EmailMultiAlternatives(
        "Page moved", "Text", "Portal <p@example.org>", ["a@example.org"], bcc=["b@example.org"], reply_to=["c@example.org"],
        headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    message.attach_alternative("<p>HTML</p>", "text/html")
    assert message.send() == 1
    assert not mail.outbox
    assert sorted(sent.to[0] for sent in delivered()) == ["a@example.org", "b@example.org"]
    for sent in mail.outbox:
        wire = sent.message()
        assert (wire["Reply-To"], wire["Auto-Submitted"]) == ("c@example.org", "auto-generated")
        assert wire["From"] == "Portal <p@example.org>"
        assert sent.alternatives[0].content == "<p>HTML</p>"
        assert "b@example.org" not in str(wire) or sent.to == ["b@example.org"]


def test_what_a_row_cannot_hold_is_refused() -> None:
    message = EmailMessage("Files", "Text", to=["a@example.org"])
    for name, content, kind in (("a.pdf", b"%PDF", "application/pdf"), ("a.txt", "x" * 100_001, "text/plain")):
        message.attachments = []
        message.attach(name, content, kind)
        with pytest.raises(ValueError, match="small files of text only"):
            outbox.keep(message)
    html = EmailMessage("HTML only", "<p>", to=["a@example.org"])
    html.content_subtype = "html"
    with pytest.raises(ValueError, match="text and HTML only"):
        outbox.keep(html)


def test_a_small_file_goes_along_and_is_forgotten() -> None:
    with override("fr"):
        Letter(
            "Agenda", ["Bonjour"], files=[File("a.ics", "text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nX:č\r\n")]
        ).post("a@example.org", KIND)
    assert len(Mail.objects.get().files) == 1
    (sent,) = delivered()
    body, file = sent.message().get_payload()
    assert body.get_content_type() == "multipart/alternative"
    assert (file.get_content_type(), file.get_param("method"), file.get_filename()) == (
        "text/calendar",
        "REQUEST",
        "a.ics",
    )
    assert "X:č" in file.get_payload(decode=True).decode()
    assert Mail.objects.get().files == []


def test_a_server_that_is_away_is_asked_again_and_the_mail_arrives_once(settings: Any) -> None:
    row = post()
    with mail_server(settings) as server:
        server.answers["CONNECT"] = "421 no time"
        delivered()
        row.refresh_from_db()
        assert (row.state, row.attempts) == (Mail.State.WAITING, 1)
        assert "421" in row.error
        server.answers.clear()
        delivered()
        assert not server.taken  # its time has not come
        later()
        delivered()
        later()
        delivered()
    assert len(server.taken) == 1
    assert f"Message-ID: {row.message_id}" in server.taken[0]
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == (Mail.State.SENT, 2, "")


def test_a_server_that_hangs_costs_a_worker_moments_and_a_form_nothing(settings: Any) -> None:
    with mail_server(settings) as server:
        server.silent.add("CONNECT")
        row = post()
        delivered()
        row.refresh_from_db()
        assert (row.state, row.attempts) == (Mail.State.WAITING, 1)
        assert row.error.startswith(("TimeoutError", "SMTPServerDisconnected"))


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"RCPT": "550 <ana@example.org>: no such person"}, "550 <…>: no such person"),
        ({"DATA": "554 spam"}, "554 spam"),
    ],
)
def test_an_address_or_text_refused_for_good_is_given_up_at_once(
    settings: Any, answers: dict[str, str], reason: str
) -> None:
    heard: list[tuple[str, bool]] = []

    def listen(sender: type, mail: Mail, refused: bool, **kwargs: Any) -> None:
        heard.append((mail.about, refused))

    given_up.connect(listen)
    row = post()
    with mail_server(settings) as server:
        server.answers.update(answers)
        delivered()
    given_up.disconnect(listen)
    row.refresh_from_db()
    assert (row.state, row.error) == (Mail.State.FAILED, reason)
    assert heard == [("7", True)]
    assert row.to == "ana@example.org"


def test_a_mailbox_that_is_busy_is_tried_again_and_nobody_reads_its_address(settings: Any, caplog: Any) -> None:
    row = post()
    with mail_server(settings) as server:
        server.answers["RCPT"] = "450 <ana@example.org>: later please"
        delivered()
    row.refresh_from_db()
    assert (row.state, row.error) == (Mail.State.WAITING, "450 <…>: later please")
    assert "ana@example.org" not in caplog.text
    assert not Job.objects.filter(detail__contains="ana@").exists()


def test_after_the_last_try_it_is_given_up_and_can_be_sent_anew(settings: Any) -> None:
    settings.EMAIL_DELIVERY_BACKEND = "tests.core.letters.test_post.AwayBackend"
    row = post()
    Mail.objects.update(attempts=TRIES - 1)
    delivered()
    row.refresh_from_db()
    assert (row.state, row.error) == (Mail.State.FAILED, "ConnectionRefusedError: nobody there")
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert not delivered()
    assert outbox.try_again(row.pk)
    assert len(delivered()) == 1
    assert not outbox.try_again(row.pk)
    assert len(delivered()) == 1


class AwayBackend:
    """No mail server."""

    def __init__(self, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("nobody there")


class SlowBackend:
    """A mail server that takes its time."""

    taken: list[str] = []

    def __init__(self, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: Any) -> int:
        time.sleep(0.02)
        self.taken.extend(message.subject for message in messages)
        return 1


def test_a_second_worker_leaves_a_mail_alone_that_the_first_has_just_begun() -> None:
    row = post()
    read_by_the_second = Mail.objects.get(pk=row.pk)
    assert Mail.objects.claim(row.pk) is not None
    waiting = Mail.objects.waiting()
    assert not waiting.filter(pk=row.pk, attempts=read_by_the_second.attempts).exists()


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_mail_once(settings: Any) -> None:
    settings.EMAIL_DELIVERY_BACKEND = "tests.core.letters.test_post.SlowBackend"
    SlowBackend.taken.clear()
    for number in range(12):
        Letter(f"Mail {number}", ["…"]).post("ana@example.org", KIND)
    start = threading.Barrier(3)

    def work(name: str) -> None:
        start.wait()
        try:
            run_due(name)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(f"worker-{number}",)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(SlowBackend.taken) == sorted(f"Mail {number}" for number in range(12))
    assert set(Mail.objects.values_list("state", flat=True)) == {Mail.State.SENT}


def test_a_mail_that_is_gone_is_no_error() -> None:
    deliver(123456)


def test_old_mails_are_forgotten() -> None:
    now = timezone.now()
    for state, days in [("sent", 89), ("sent", 91), ("failed", 29), ("failed", 31), ("waiting", 400)]:
        ended = None if state == "waiting" else now - timedelta(days=days)
        Mail.objects.create(
            state=state, subject=f"{state} {days}", ended_at=ended, created_at=now - timedelta(days=days)
        )
    forget.call()
    assert set(Mail.objects.values_list("subject", flat=True)) == {"sent 89", "failed 29", "waiting 400"}
