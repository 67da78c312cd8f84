"""What the figures leave to the worker."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from core.figures import counting
from core.work import LONG, periodic


@periodic(label=_("Count what the portal has done"), daily_at=time(2, 40), queue=LONG)
def count_figures() -> None:
    """Every figure, from its source."""
    counting.count_all()
