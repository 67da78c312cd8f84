"""The next dates of an event that comes again: drafts like it, on later days, at the same hour of the clocks there."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models import EventPage
from core.i18n.urls import free_slug

MOST = 26
"""So many dates are made at once: half a year of weeks."""


class Unit(models.TextChoices):
    """What is counted from one date to the next."""

    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


def next_days(first: date, every: int, unit: str, until: date) -> list[date]:
    """The days after ``first``, every so many weeks or months until ``until``, ``MOST`` at most.

    In a month that is too short it is the last day: 31 January, 28 February, 31 March.
    """
    found: list[date] = []
    for day in _endless(first, every, unit):
        if day > until or len(found) == MOST:
            return found
        found.append(day)
    return found


def _endless(first: date, every: int, unit: str) -> Iterator[date]:
    for number in count(1):
        if unit == Unit.WEEKS:
            yield first + timedelta(weeks=every * number)
        else:
            years, month = divmod(first.month - 1 + every * number, 12)
            year = first.year + years
            yield date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


@transaction.atomic
def make_drafts(event: EventPage, days: list[date], user: Any) -> list[EventPage]:
    """A draft beside the event for each of ``days``, with its texts and places; nobody's sign-up and no report goes along."""
    return [_draft(event, day, user) for day in days]


def _draft(event: EventPage, day: date, user: Any) -> EventPage:
    later = day - event.start_date
    closes = event.sign_up_closes_at
    changes = {
        "slug": free_slug(event.get_parent(), f"{event.slug}-{day.isoformat()}"),
        "start_date": day,
        "end_date": event.end_date and event.end_date + later,
        "sign_up_closes_at": closes and _same_hour(closes, later),
    }
    return event.copy(update_attrs=event.once | changes, copy_revisions=False, keep_live=False, user=user)


def _same_hour(moment: datetime, later: timedelta) -> datetime:
    """So many days later at the same hour of the clock, also across the change to summer time."""
    naive = timezone.localtime(moment).replace(tzinfo=None) + later
    return timezone.make_aware(naive)
