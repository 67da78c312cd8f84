"""What the kit leaves to the worker."""

from datetime import time, timedelta

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from core.work import periodic


@periodic(label=_("Publish and withdraw pages at the time set for them"), every=timedelta(minutes=1), priority=5)
def publish_scheduled() -> None:
    """Wagtail's own command: go-live and expiry of pages and snippets."""
    call_command("publish_scheduled", verbosity=0)


@periodic(label=_("Forget sessions that have ended"), daily_at=time(3, 50))
def forget_sessions() -> None:
    """Django's own command."""
    call_command("clearsessions", verbosity=0)
