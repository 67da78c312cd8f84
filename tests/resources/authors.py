"""What the tests of contributions share: an author's browser, answers, files, and the worker's round."""

import time
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from core.forms import OPENED
from core.work.models import Job
from core.work.runner import LEASE, run
from resources.contribute import keys
from resources.models import Contribution
from tests.post import delivered

STORY = ("context", "need", "done", "result", "attention", "transferability")
PRACTICE = {
    "title": "Lo sportello che viaggia",
    "summary": "Un autobus porta l’orientamento nei paesi.",
    "place": "Oristano",
    "country": "IT",
    "started": "2019",
    "responsible_body": "Comune di Oristano",
}


def contribute_url(language: str = "it") -> str:
    """The path of the first step."""
    page = keys.list_in(language)
    assert page is not None
    return page.contribute_url


def start(client: Client, language: str = "it", **changes: Any) -> Any:
    """Sends the first step."""
    said = {"email": "ana@example.org", "name": "Ana", "language": language, "opened": OPENED.key(int(time.time()))}
    return client.post(contribute_url(language), said | changes)


def link_in(text: str, part: str) -> str:
    """The path of the first address in a mail that has ``part``."""
    parts = urlsplit(next(word for word in text.split() if part in word and "://" in word))
    return f"{parts.path}?{parts.query}"


def work() -> None:
    """The worker does what waits."""
    while job := Job.objects.claim("quick", "tests", timezone.now(), LEASE):
        run(job)


class Author:
    """Somebody with the link of one contribution."""

    def __init__(self, client: Client, language: str = "it", **who: Any) -> None:
        self.client, self.language = client, language
        start(client, language, **who)
        self.one = Contribution.objects.latest("pk")

    def path(self, step: str) -> str:
        return keys.author_path(self.one, f"{step}/")

    def get(self, step: str) -> Any:
        return self.client.get(self.path(step))

    def post(self, step: str, **said: Any) -> Any:
        response = self.client.post(self.path(step), said)
        self.one.refresh_from_db()
        return response

    def write(self) -> "Author":
        """Everything that is needed."""
        self.post("practice", **PRACTICE)
        self.post("story", **{name: f"Testo di {name}.\n\n- uno\n- due" for name in STORY})
        self.post("about", competences=["B"], themes=["outreach"], audiences=["unemployed"])
        self.post("licence", licence="CC-BY-4.0", credit_line="Ana Rossi", consent="on")
        return self

    def send(self) -> "Author":
        """Writes, sends, and waits for the worker."""
        self.write()
        self.post("check")
        work()
        self.one.refresh_from_db()
        return self


def picture(name: str = "bus.jpg", size: tuple[int, int] = (640, 480)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def pdf(name: str = "orari.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")


__all__ = ["PRACTICE", "STORY", "Author", "contribute_url", "delivered", "link_in", "pdf", "picture", "start", "work"]
