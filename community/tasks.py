"""What the room leaves to the worker."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from community.people import erasing
from core.work import periodic


@periodic(
    label=_("Write to practitioners who have been away for two years, and forget those who stay away"),
    daily_at=time(3, 45),
)
def forget_practitioners() -> None:
    """Deletes what the privacy page says is deleted."""
    erasing.keep_up()
