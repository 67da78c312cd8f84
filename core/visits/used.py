"""How what belongs to an organisation is used, for its people: visits of the last days, and what rooms know besides."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from core import ownership
from core.visits.marks import PAGE
from core.visits.models import VisitCount
from core.visits.querysets import Lately

MOST = 10
"""Things that are shown, the most visited first."""


@dataclass(frozen=True, slots=True)
class Own:
    """A thing of an organisation. ``keys``: under which numbers of its ``kind`` its visits are counted; ``url``: its form."""

    kind: str
    keys: tuple[int, ...]
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A thing and its visits."""

    title: str
    url: str
    note: str
    visits: Lately


Maker = Callable[[Any], list[Own]]
"""``user → things``; one or two queries however many there are."""
Noter = Callable[[Collection[UUID]], Mapping[UUID, str]]
"""``translation keys of pages → what to know of them, in a few words``; the same."""
_makers: list[Maker] = []
_noters: list[Noter] = []


def register(maker: Maker) -> None:
    """Adds things that are no pages. Rooms call it when they are ready."""
    _makers.append(maker)


def note(noter: Noter) -> None:
    """Adds what a room knows of the use of pages. Rooms call it when they are ready."""
    _noters.append(noter)


def used(user: Any, today: date) -> list[Used]:
    """What is published of the organisations somebody works for, the most visited first; the same number of queries for two and for
    two hundred things."""
    if not ownership.holding_of(user).works_for:
        return []
    things = [*_pages(user), *(thing for maker in _makers for thing in maker(user))]
    visits = {
        kind: VisitCount.objects.lately(kind, [key for one in things if one.kind == kind for key in one.keys], today)
        for kind in sorted({one.kind for one in things})
    }
    rows = [Used(one.title, one.url, one.note, _sum(visits[one.kind], one.keys)) for one in things]
    return sorted(rows, key=lambda row: (-row.visits.now, -row.visits.before, row.title))


def _sum(visits: Mapping[int, Lately], keys: Collection[int]) -> Lately:
    found = [visits[key] for key in keys if key in visits]
    return Lately(sum(one.now for one in found), sum(one.before for one in found))


def _pages(user: Any) -> list[Own]:
    """Each with its translations and fallback pages; it is named in the language it was written in."""
    rows = list(
        Page.objects.filter(ownership.own(Page, user), live=True)
        .order_by("pk")
        .values_list("pk", "title", "translation_key")
    )
    originals: dict[UUID, tuple[int, str]] = {}
    for pk, title, key in rows:
        originals.setdefault(key, (pk, title))
    keys: dict[UUID, list[int]] = {}
    for pk, key in Page.objects.filter(translation_key__in=originals).values_list("pk", "translation_key"):
        keys.setdefault(key, []).append(pk)
    notes = [noter(originals) for noter in _noters] if originals else []
    return [
        Own(
            PAGE,
            tuple(keys.get(key, ())),
            title,
            reverse("wagtailadmin_pages:edit", args=[pk]),
            ", ".join(text for said in notes if (text := said.get(key, ""))),
        )
        for key, (pk, title) in originals.items()
    ]
