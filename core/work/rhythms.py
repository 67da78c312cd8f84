"""Which tasks are periodic, and how often each comes."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils import timezone
from django_tasks.base import Task


class Rhythm(Protocol):
    """How often."""

    def after(self, now: datetime) -> datetime:
        """The next time after `now`, aware."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """Again after a while."""

    interval: timedelta

    def after(self, now: datetime) -> datetime:
        """The next time after `now`, aware."""
        return now + self.interval


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at an hour of ``settings.TIME_ZONE``."""

    at: time

    def after(self, now: datetime) -> datetime:
        """The next time after `now`, aware."""
        zone = timezone.get_default_timezone()
        today = now.astimezone(zone).date()
        days = (datetime.combine(today + timedelta(days=later), self.at, zone) for later in range(3))
        return next(moment for moment in days if moment > now)


_rhythms: dict[str, tuple[Task[[], None], Rhythm]] = {}


def rhythm(every: timedelta | None, daily_at: time | None) -> Rhythm:
    """The rhythm described by one of the two. Raises ValueError when none or both are given."""
    if every is not None and daily_at is None:
        return Every(every)
    if daily_at is not None and every is None:
        return Daily(daily_at)
    raise ValueError("A periodic task runs either every so often or daily at an hour.")


def register(task: Task[[], None], rhythm: Rhythm) -> None:
    """Have workers enqueue a task in a rhythm."""
    _rhythms[task.module_path] = task, rhythm


def rhythms() -> dict[str, tuple[Task[[], None], Rhythm]]:
    """Every periodic task with its rhythm, by dotted path."""
    return dict(_rhythms)
