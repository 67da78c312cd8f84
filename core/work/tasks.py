"""The worker's own housekeeping."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work import periodic, signs
from core.work.models import Job
from core.work.vocabularies import State

KEPT = {State.DONE: timedelta(days=7), State.FAILED: timedelta(days=90)}
"""How long finished jobs stay to be looked at."""


@periodic(label=_("Delete old entries of background work"), daily_at=time(3, 40))
def prune() -> None:
    """Delete jobs finished long ago, and signs of workers that are gone."""
    now = timezone.now()
    for state, kept in KEPT.items():
        Job.objects.filter(state=state, finished_at__lt=now - kept).delete()
    signs.forget_old(now - KEPT[State.DONE])
