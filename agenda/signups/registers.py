"""A register follows its event: what is published is what people can sign up for."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agenda.models import EventPage, Register
from agenda.signups.events import facts_of, leading


@transaction.atomic
def read_anew(event_key: UUID) -> Register | None:
    """Writes down what the published event says of sign-up; ``None`` while it never took any, or is not published."""
    page = leading(event_key)
    if page is None:
        return None
    register = Register.objects.select_for_update().filter(event_key=event_key).first()
    if register is None and not page.sign_up:
        return None
    register = register or Register(event_key=event_key, facts=facts_of(page))
    _copy(page, register)
    register.save()
    return register


def _copy(page: EventPage, register: Register) -> None:
    register.is_open = page.sign_up and not page.cancelled
    register.places = page.sign_up_places
    register.closes_at = page.sign_up_closes_at or page.starts_at
    register.starts_at, register.ends_at = page.starts_at, page.ends_at
    register.join_url = page.join_url
    if register.ends_at > timezone.now():
        register.forgotten_at = None
