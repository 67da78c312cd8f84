"""What the tests of mails share: the worker's round, and mail servers that have a bad day."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from core.letters.tasks import QUEUE
from core.work.models import Job
from core.work.runner import LEASE, run


def delivered() -> list[EmailMultiAlternatives]:
    """Every mail that has been sent once a worker has done what is due in the queue of mails."""
    while job := Job.objects.claim(QUEUE, "tests", timezone.now(), LEASE):
        run(job)
    return mail.outbox


def later() -> None:
    """The time of every next try has come."""
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server on a free port. ``answers``: by verb, instead of yes; a verb in ``silent`` gets none at all.

    ``visits`` counts connections, ``taken`` holds the mails.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.answers: dict[str, str] = {}
        self.silent: set[str] = set()
        self.visits = 0
        self.taken: list[str] = []
        self.over = threading.Event()


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.visits += 1
        if not self._answer("220 ready", "CONNECT"):
            return
        for line in self.rfile:
            verb = line.split()[0].decode().upper() if line.strip() else ""
            if not self._answer({"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 fine"), verb) or verb == "QUIT":
                return
            if verb == "DATA" and "DATA" not in self.server.answers:
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append(text.decode())
                if not self._answer("250 taken", "END"):
                    return

    def _answer(self, usual: str, verb: str) -> bool:
        if verb in self.server.silent:
            self.server.over.wait(5)
            return False
        self.wfile.write(f"{self.server.answers.get(verb, usual)}\r\n".encode())
        return True


@contextmanager
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A mail server the portal sends through."""
    server = MailServer()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_TIMEOUT = 0.3
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
