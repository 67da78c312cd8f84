"""Notes of a meeting become a text: the room of meetings asks, and a room of texts above core makes the draft.

Neither knows the other. A room that makes drafts of notes says so when it is ready; who holds the meetings offers it as a button.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Something somebody does after the meeting. ``who``: ``""`` for not said."""

    what: str
    who: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was said at a meeting, in the language of ``page``. Texts are rich text, ``""`` for none.

    ``page``: where it stands. ``days``: when it was, in words. ``told_by``: whose practice it is, in words. ``organisation``: the
    key of the one that answers for it. ``theme`` and ``competences`` are codes, ``country`` an ISO code, ``""`` for none.
    """

    page: Page
    title: str
    summary: str
    days: str
    told_by: str = ""
    organisation: int | None = None
    theme: str = ""
    competences: Sequence[str] = ()
    country: str = ""
    strengths: str = ""
    weaknesses: str = ""
    adapt: str = ""
    talk: str = ""
    agreed: Sequence[Agreed] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Maker:
    """A room that makes drafts. ``parent``: the page they go below in a language, ``None`` where there is none.

    ``make``: the notes, that page and who asked give the new draft.
    """

    parent: Callable[[str], Page | None]
    make: Callable[[Notes, Page, Any], Page]


_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Makes a room known. It calls this when it is ready; the last one holds."""
    _makers[:] = [maker]


def maker() -> Maker | None:
    """The room that makes drafts of notes, if there is one."""
    return _makers[0] if _makers else None
