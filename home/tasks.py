"""What the home room leaves to the worker."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work import LONG, periodic
from home.follow import book, digests
from home.models import ContactMessage


@periodic(label=_("Forget old messages from the contact page"), daily_at=time(3, 30))
def forget_messages() -> None:
    """Deletes what the privacy page says is deleted."""
    ContactMessage.objects.outlived(timezone.now()).delete()


@periodic(label=_("Write to who follows by mail what is new"), daily_at=time(6, 10), queue=LONG)
def write_digests() -> None:
    """On Monday, or on the first day of the month; on the next day when no worker ran then."""
    digests.write(timezone.now())


@periodic(
    label=_("Ask who has followed by mail for two years, and forget those who do not answer"), daily_at=time(3, 45)
)
def look_after_followers() -> None:
    """Deletes what the privacy page says is deleted."""
    book.keep_up()
