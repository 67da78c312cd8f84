"""Who is told when a date is set: people ask, are told of each new event once, and end it when they like."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from agenda.letters import ANNOUNCEMENT, NO_MORE, WELCOME, announcement, welcome
from agenda.models import Announcement, EventPage, Subscriber


@transaction.atomic
def subscribe(email: str, language: str) -> None:
    """Keeps the address and writes to it once. Who asks again is kept longer and gets no second letter."""
    person, is_new = Subscriber.objects.get_or_create(email=email, defaults={"language": language})
    if is_new:
        with override(language):
            welcome(person).post(email, WELCOME)
    else:
        person.language, person.asked_at = language, timezone.now()
        person.save()


def is_known(key: str) -> bool:
    """Whether the key came in one of our letters and is not too old."""
    return NO_MORE.read(key) is not None


def unsubscribe(key: str) -> None:
    """Forgets the address a key was sent to; nothing happens when it is forgotten already."""
    match NO_MORE.read(key):
        case [pk, email]:
            Subscriber.objects.filter(pk=pk, email=email).delete()


@transaction.atomic
def announce(event_key: UUID) -> None:
    """Tells everybody who waits of an event, in their language and once. Nothing for one that is over, cancelled or private."""
    versions = EventPage.objects.in_public().filter(translation_key=event_key).select_related("locale")
    by_language = {event.locale.language_code: event for event in versions if is_news(event)}
    if not by_language or not Announcement.objects.get_or_create(event_key=event_key)[1]:
        return
    first = next(iter(by_language.values()))
    for person in Subscriber.objects.order_by("pk").iterator():
        with override(person.language):
            event = by_language.get(person.language, first)
            announcement(event, event.url or "/", person).post(person.email, ANNOUNCEMENT, about=person.pk)


def is_news(event: EventPage) -> bool:
    """Whether people can still go there."""
    return not event.cancelled and not event.is_past


def is_untold(event: EventPage) -> bool:
    """Whether the event is news nobody was told of yet."""
    return is_news(event) and not Announcement.objects.filter(event_key=event.translation_key).exists()
