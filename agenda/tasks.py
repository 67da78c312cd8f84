"""What the agenda leaves to the worker."""

from datetime import time
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published

from agenda import subscriptions
from agenda.models import EventPage, Subscriber
from core.work import periodic, task


@task(label=_("Tell who waits for a date of a new event"), unique=True)
def announce_event(event_key: str) -> None:
    """After the commit, when the fallback pages of all languages are there."""
    subscriptions.announce(UUID(event_key))


@periodic(label=_("Forget addresses of who waited for a date"), daily_at=time(3, 30))
def forget_subscribers() -> None:
    """Deletes what the privacy page says is deleted."""
    Subscriber.objects.outlived(timezone.now()).delete()


def _published(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    if subscriptions.is_untold(instance):
        announce_event.enqueue(str(instance.translation_key))


def connect() -> None:
    """Called once when the app is ready."""
    page_published.connect(_published, sender=EventPage, dispatch_uid="agenda.tasks")
