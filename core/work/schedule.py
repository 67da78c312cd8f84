"""Enqueues periodic tasks when their time comes, once however many workers look."""

from datetime import datetime, timedelta

from django.db import transaction

from core.work.models import Schedule
from core.work.rhythms import rhythms

LONGEST = timedelta(minutes=1)
"""A worker looks at least so often, for a periodic task may be new or moved by another worker."""


def enqueue_due(now: datetime) -> datetime:
    """Enqueue what has come due; returns when to look again."""
    known = dict(Schedule.objects.values_list("task", "next_run"))
    look_again = now + LONGEST
    for path, (task, rhythm) in rhythms().items():
        following = rhythm.after(now)
        next_run = known.get(path)
        if next_run is None:
            Schedule.objects.get_or_create(task=path, defaults={"next_run": following})
        elif next_run > now:
            following = next_run
        else:
            with transaction.atomic():
                # Of two workers one finds the time it has read and moves it on; the other finds it moved.
                if Schedule.objects.filter(task=path, next_run=next_run).update(next_run=following):
                    task.enqueue()
        look_again = min(look_again, following)
    return look_again
