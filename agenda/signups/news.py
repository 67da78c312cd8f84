"""What those who have signed up are told without asking: changes, and that it is tomorrow."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agenda.models import EventPage, Register
from agenda.signups import letters
from agenda.signups.book import SOON, Post, settle
from agenda.signups.events import facts_of, leading


def has_something(register: Register) -> bool:
    """Whether people are to be told of a change, or may move up; two queries."""
    page = leading(register.event_key)
    return page is not None and (register.facts != facts_of(page) or register.signups.queue().exists())


@transaction.atomic
def tell_changes(event_key: UUID) -> None:
    """Tells of what has changed since they were told last, once; more places move those up who wait."""
    page, now = leading(event_key), timezone.now()
    known = Register.objects.filter(event_key=event_key).first()
    if page is None or known is None:
        return
    register = Register.objects.locked(known.pk)
    old, new, post = register.facts, facts_of(page), Post(register)
    if old != new:
        register.facts = new
        register.sequence += 1
        register.save()
        if now < register.ends_at and not (old.get("cancelled") and new["cancelled"]):
            _tell_all(register, post)
    settle(register, post, now)


@transaction.atomic
def tell_gone(page: EventPage) -> None:
    """Tells everybody who meant to come that the event is off, since its last page, ``page``, is being deleted; calendars drop it."""
    known, now = Register.objects.filter(event_key=page.translation_key).first(), timezone.now()
    if known is None:
        return
    register = Register.objects.locked(known.pk)
    told_already = register.facts.get("cancelled")
    register.is_open, register.facts = False, register.facts | {"cancelled": True}
    register.sequence += 1
    register.save()
    if now < register.ends_at and not told_already:
        _tell_all(register, Post(register, page))


def _tell_all(register: Register, post: Post) -> None:
    is_off = register.facts["cancelled"]
    kind, write = (letters.CALLED_OFF, letters.called_off) if is_off else (letters.CHANGED, letters.changed)
    for signup in register.signups.reached():
        post.write(signup, kind, write)


def remind() -> None:
    """Writes once to everybody whose event begins within a day."""
    now = timezone.now()
    coming = Register.objects.filter(starts_at__gt=now, starts_at__lte=now + SOON)
    for pk in coming.filter(signups__reminded_at=None).values_list("pk", flat=True).distinct():
        _remind(pk)


@transaction.atomic
def _remind(register_pk: int) -> None:
    register, now = Register.objects.locked(register_pk), timezone.now()
    if register.facts.get("cancelled") or register.facts.get("postponed"):
        return
    post = Post(register)
    due = list(register.signups.present().filter(reminded_at=None))
    register.signups.filter(pk__in=[signup.pk for signup in due]).update(reminded_at=now)
    for signup in due:
        post.write(signup, letters.REMINDER, letters.reminder)
