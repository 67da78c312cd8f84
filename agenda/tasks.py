"""What the agenda leaves to the worker."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published

from agenda import subscriptions
from agenda.models import EventPage, PeerExchangePage, Register, Retelling, Subscriber
from agenda.models.signups import HELD
from agenda.signups import book, news, numbers, registers
from core.work import periodic, task


@task(label=_("Tell who waits for a date of a new event"), unique=True)
def announce_event(event_key: str) -> None:
    """After the commit, when the fallback pages of all languages are there."""
    subscriptions.announce(UUID(event_key))


@periodic(label=_("Forget addresses of who waited for a date"), daily_at=time(3, 30))
def forget_subscribers() -> None:
    """Deletes what the privacy page says is deleted."""
    Subscriber.objects.outlived(timezone.now()).delete()


@task(label=_("Tell who has signed up what has changed of an event"), unique=True)
def tell_changes(event_key: str) -> None:
    """After the commit, and once for all languages that are published together."""
    news.tell_changes(UUID(event_key))


@periodic(label=_("Free the places nobody has confirmed"), every=timedelta(minutes=10))
def free_places() -> None:
    """Of every event to come where somebody has not opened the link in time."""
    now = timezone.now()
    late = Register.objects.filter(signups__confirmed_at=None, signups__asked_at__lt=now - HELD)
    for pk in late.values_list("pk", flat=True).distinct():
        book.settle_one(pk)


@periodic(label=_("Remind who has signed up of an event"), every=timedelta(minutes=30))
def remind() -> None:
    """The day before."""
    news.remind()


@periodic(label=_("Forget who signed up for events that are over"), daily_at=time(3, 35))
def forget_sign_ups() -> None:
    """Deletes what the privacy page says is deleted; numbers stay."""
    numbers.forget()


def _published(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    register = None if kwargs.get("alias") else registers.read_anew(instance.translation_key)
    if register is not None and news.has_something(register):
        tell_changes.enqueue(str(instance.translation_key))
    if subscriptions.is_untold(instance):
        announce_event.enqueue(str(instance.translation_key))


def _deleted(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    if not EventPage.objects.filter(translation_key=instance.translation_key).exists():
        news.tell_gone(instance)
        Retelling.objects.filter(event_key=instance.translation_key).delete()


def connect() -> None:
    """Called once when the app is ready."""
    for kind in (EventPage, PeerExchangePage):
        page_published.connect(_published, sender=kind, dispatch_uid=f"agenda.tasks.{kind.__name__}")
    # Django deletes the part of a peer exchange that is an event as one, and says so.
    post_delete.connect(_deleted, sender=EventPage, dispatch_uid="agenda.tasks.deleted")
