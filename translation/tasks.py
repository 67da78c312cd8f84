"""What the desk leaves to the worker."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work import LONG, periodic
from translation import digest, following
from translation.machine import working


@periodic(label=_("Reckon with what changed in texts and translations"), every=timedelta(minutes=1))
def follow() -> None:
    """The desk's pages do the same for the few things that changed a moment ago."""
    following.follow()


@periodic(label=_("Reckon all translations anew"), daily_at=time(2, 40), queue=LONG)
def reckon() -> None:
    """Whatever was written past the portal is found within a day."""
    following.mark_everything()
    following.follow()


@periodic(label=_("Write to translators what waits"), daily_at=time(6, 30))
def write_to_translators() -> None:
    """Each gets a letter a week: on Monday, or on the day something begins to wait."""
    digest.write_to_translators(timezone.localdate())


@periodic(label=_("Give up translations no service has answered"), every=timedelta(hours=1))
def give_up_machine_translations() -> None:
    """Whoever asked for them reads that nothing came."""
    working.give_up_late()
