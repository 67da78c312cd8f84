"""A letter from the portal: the same words as text and as simple HTML, without pictures, trackers or styles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from core.i18n.languages import active_language
from core.letters import outbox

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Fact:
    """What a reader learns: one line for each day or entry. ``language``: of the lines, ``""`` for words of the portal."""

    label: str
    lines: list[str]
    language: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A small file of text that goes along. ``type``: its media type, with parameters (``text/calendar; method=REQUEST``)."""

    name: str
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A page a letter leads to. ``language``: of title and text. ``note``: words of the portal beside them. ``url``: absolute."""

    title: str
    url: str
    text: str
    language: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind. ``more``: (words, absolute address) of those left out, or nothing."""

    title: str
    entries: Sequence[Entry]
    more: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, in the active language. ``actions``: (what happens, absolute address)."""

    subject: str
    paragraphs: Sequence[str]
    actions: Sequence[tuple[str, str]] = ()
    facts: Sequence[Fact] = ()
    groups: Sequence[Group] = ()
    closing: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[File] = ()

    def text(self) -> str:
        """The body for programs that show text."""
        return render_to_string("letters/letter.txt", self._context()).strip() + "\n"

    def html(self) -> str:
        """The body for programs that show HTML: a whole document that asks nobody for anything."""
        return render_to_string("letters/letter.html", self._context())

    def post(self, to: str, kind: "Kind", *, about: int | str = "") -> None:
        """Writes the mail into the caller's transaction; a worker sends it after the commit.

        ``about`` is the key of what it is about, for ``signals.given_up``. Raises BadHeaderError for a header with a line
        break, ValueError for files that are not small and of text.
        """
        subject = " ".join(self.subject.splitlines())
        message = EmailMultiAlternatives(subject, self.text(), to=[to], headers=dict(self.headers))
        message.attach_alternative(self.html(), "text/html")
        for file in self.files:
            message.attach(file.name, file.text, file.type)
        outbox.keep(message, kind=kind.code, about=str(about))

    def _context(self) -> dict[str, object]:
        return {"letter": self, "language": active_language()}


@dataclass(frozen=True, slots=True)
class Kind:
    """Mails with one purpose. ``code``: a slug. ``example`` gives one in the active language, about nobody and with links
    that open nothing.
    """

    code: str
    label: "StrOrPromise"
    example: Callable[[], Letter]


def one_click(link: str) -> dict[str, str]:
    """Headers for a letter that comes again: mail programs show a button of their own, which ends them at once (RFC 8058).

    ``link``: an absolute address that takes a POST without a cookie.
    """
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def absolute(path: str) -> str:
    """The address of a path of the portal for readers elsewhere; an absolute address stays as it is."""
    return path if path.startswith("http") else f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
