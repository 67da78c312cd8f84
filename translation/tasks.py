"""What the desk leaves to the worker."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from core.work import LONG, periodic
from translation import following


@periodic(label=_("Reckon with what changed in texts and translations"), every=timedelta(minutes=1))
def follow() -> None:
    """The desk's pages do the same for the few things that changed a moment ago."""
    following.follow()


@periodic(label=_("Reckon all translations anew"), daily_at=time(2, 40), queue=LONG)
def reckon() -> None:
    """Whatever was written past the portal is found within a day."""
    following.mark_everything()
    following.follow()
