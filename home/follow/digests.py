"""Writing to who follows: once a week or a month, what was published since, and only when something was."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import override

from core.work import Later, stopping
from home.follow.choices import Choices
from home.follow.letters import DIGEST, digest
from home.follow.news import News
from home.models import Follower

BATCH = 200
LONGEST = timedelta(days=70)
"""Nothing older is news, however long no worker ran."""


def write(now: datetime) -> int:
    """One letter to each who is due and for whom something is new; returns how many are written.

    Everybody's letter is written in one transaction with how far they are told: whoever takes the work up after a worker that died,
    or beside another one, goes on where it ended. Raises Later when the worker is asked to end.
    """
    until = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    due = Follower.objects.due(until - timedelta(days=until.weekday()), until.replace(day=1))
    since = due.aggregate(first=Min("told_until"))["first"]
    if since is None:
        return 0
    news, written, last = News(max(since, until - LONGEST), until), 0, 0
    while batch := list(due.filter(pk__gt=last).order_by("pk")[:BATCH]):
        if stopping():
            raise Later
        written += _write_to(batch, news, until)
        last = batch[-1].pk
    return written


def _write_to(batch: list[Follower], news: News, until: datetime) -> int:
    written, quiet = 0, []
    for follower in batch:
        with override(follower.language):
            if not news.groups(Choices.of(follower), follower.told_until):
                quiet.append(follower.pk)
            else:
                written += _post(follower, news, until)
    Follower.objects.filter(pk__in=quiet, told_until__lt=until).update(told_until=until)
    return written


@transaction.atomic
def _post(follower: Follower, news: News, until: datetime) -> bool:
    """Whether it was this worker that told them."""
    since = follower.told_until
    if not Follower.objects.filter(pk=follower.pk, told_until=since).update(told_until=until):
        return False
    letter = digest(news.groups(Choices.of(follower), since), follower, timezone.localdate(until))
    letter.post(follower.email, DIGEST, about=f"{follower.pk} {since.isoformat()}")
    return True
