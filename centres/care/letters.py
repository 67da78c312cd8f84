"""A letter from the portal: the same words as text and as simple HTML, without pictures, trackers or styles."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from centres.care.wording import Fact
from centres.models import Centre, FinderPage
from core.i18n.languages import active_language

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, in the active language. ``actions``: (what happens, address)."""

    subject: str
    paragraphs: list[str]
    actions: list[tuple[str, str]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)

    def send(self, to: str) -> bool:
        """Whether the mail server took it; a server that is away is logged, never an error for the visitor."""
        context = {"letter": self, "language": active_language()}
        subject = " ".join(self.subject.splitlines())
        text = render_to_string("centres/care/letter.txt", context).strip() + "\n"
        mail = EmailMultiAlternatives(subject, text, to=[to], headers=dict(self.headers))
        mail.attach_alternative(render_to_string("centres/care/letter.html", context), "text/html")
        try:
            return bool(mail.send())
        except (OSError, SMTPException):
            logger.exception("A letter about a centre could not be mailed")
            return False


def centre_address(centre: Centre, language: str, tail: str = "") -> str:
    """The absolute address of a centre's page, or of what is registered below it, for use in mail."""
    with override(language):
        urls = FinderPage.urls_by_language()
    path = urls.get(language) or next(iter(urls.values()), "/")
    base = "" if path.startswith("http") else settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return f"{base}{path}{centre.slug}/{tail}"
