"""What the counter of visits leaves to the worker."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.visits import gathering
from core.work import periodic


@periodic(label=_("Write down how often pages were opened"), every=timedelta(minutes=1))
def gather_visits() -> None:
    """What all processes have counted meanwhile."""
    gathering.gather()


@periodic(label=_("Sum up visits of long ago by month"), daily_at=time(2, 10))
def sum_up_visits() -> None:
    """And forget which batches were taken up."""
    gathering.sum_up(timezone.localdate())
    gathering.forget_batches()
