"""What the search leaves to the worker."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work import periodic
from search import outbox
from search.models import SearchCount


@periodic(label=_("Bring the search index up to date"), every=timedelta(minutes=1), priority=10)
def update_index() -> None:
    """Index what has changed. What the engine refuses waits in the outbox."""
    outbox.drain()


@periodic(label=_("Forget what was searched a year ago"), daily_at=time(3, 20))
def forget_searches() -> None:
    """Delete old counts of searches."""
    SearchCount.forget_old(timezone.localdate())
