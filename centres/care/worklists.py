"""The lists of what needs care: which rows, in which order, in which words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from centres.importing.plan.duplicates import Neighbours
from centres.models import Centre, ReviewRequest, Suggestion
from centres.models.care import OPEN_STATES
from centres.vocabularies import Status

PAIRS_SECONDS = 600
"""Comparing 100,000 centres takes five seconds: the pairs stay as they are for so long."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """``rows`` gives centres, suggestions, review mails or pairs; ``why`` says what to do with them."""

    code: str
    title: Promise | str
    why: Promise | str
    rows: Callable[[], Any]

    def count(self) -> int:
        """How many there are."""
        rows = self.rows()
        return rows.count() if isinstance(rows, models.QuerySet) else len(rows)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two centres that may be one. ``pk`` is that of the younger one."""

    pk: int
    one: Centre
    other: Centre


def _due() -> models.QuerySet:
    return Centre.objects.public().to_confirm().order_by(F("checked_on").asc(nulls_first=True), "name", "pk")


def _gone() -> models.QuerySet:
    gone = Q(status__in=(Status.CLOSED, Status.MOVING), moves_to="")
    return Centre.objects.public().filter(gone).order_by("name", "pk")


def _unanswered() -> models.QuerySet:
    """Who was asked needs no answer any more once somebody has checked the facts."""
    checked = Q(centre__checked_on__gte=TruncDate("sent_at"))
    return ReviewRequest.objects.filter(answer="").exclude(checked).select_related("centre")


def pair_keys() -> list[tuple[int, int]]:
    """Keys of centres within 100 m of each other with similar names, or of one site in one town."""
    return cache.get_or_set("centres/care/pairs", _find_pairs, PAIRS_SECONDS) or []


def _find_pairs() -> list[tuple[int, int]]:
    known, pairs = Neighbours(), []
    rows = Centre.objects.public().order_by("pk").exclude(status=Status.CLOSED)
    names = {"lat": F("latitude"), "lng": F("longitude")}
    for row in rows.values("pk", "name", "website", "city", "country", **names).iterator(chunk_size=5000):
        twin = known.twin(row)
        if twin is not None:
            pairs.append((row["pk"], twin))
        known.add(row["pk"], row)
    return pairs


def pairs(keys: list[tuple[int, int]]) -> list[Pair]:
    """The centres behind keys, without those that were closed or taken away since; one query."""
    still = Centre.objects.public().exclude(status=Status.CLOSED)
    found = still.in_bulk([pk for pair in keys for pk in pair])
    return [Pair(one, found[one], found[other]) for one, other in keys if one in found and other in found]


WORKLISTS = (
    Worklist(
        "suggestions",
        _("Suggested changes"),
        _("Visitors and centres wait for your decision: compare, then approve or reject."),
        lambda: Suggestion.objects.filter(state__in=OPEN_STATES).select_related("centre"),
    ),
    Worklist(
        "due",
        _("To be confirmed"),
        _("Nobody has confirmed these facts within the time set. The longest unconfirmed stand first."),
        _due,
    ),
    Worklist(
        "unverified",
        _("Never verified"),
        _("A source leaves something open. Look at the site, or ask."),
        lambda: Centre.objects.public().unverified().order_by("name", "pk"),
    ),
    Worklist(
        "without-point",
        _("Without a point on the map"),
        _("People who look on the map do not find them."),
        lambda: Centre.objects.public().without_point().exclude(status=Status.CLOSED).order_by("name", "pk"),
    ),
    Worklist(
        "without-hours",
        _("Without opening hours"),
        _("Visitors read that the hours are not confirmed."),
        lambda: Centre.objects.public().without_hours().order_by("name", "pk"),
    ),
    Worklist(
        "duplicates",
        _("Perhaps the same centre"),
        _("Two entries close to each other with similar names. Close one, or leave both."),
        pair_keys,
    ),
    Worklist(
        "gone",
        _("Moved or closed, without a new place"),
        _("Write where the centre went, if you know it."),
        _gone,
    ),
    Worklist(
        "unanswered",
        _("Mails without an answer"),
        _("These centres were asked and did not answer yet. A telephone call often helps."),
        _unanswered,
    ),
    Worklist(
        "answers",
        _("Answers of centres"),
        _("What centres answered to our mails, the latest first."),
        lambda: ReviewRequest.objects.exclude(answer="").select_related("centre").order_by("-answered_at", "-pk"),
    ),
)
BY_CODE = {one.code: one for one in WORKLISTS}
