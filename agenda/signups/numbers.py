"""What is left of sign-ups once nobody in them is known any more."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agenda.models import Register


def kept_for() -> timedelta:
    """How long after an event its sign-ups are kept."""
    return timedelta(days=settings.SIGN_UPS_KEPT_DAYS)


def numbers_of(register: Register) -> dict[str, Any]:
    """``signed_up`` and ``came`` as numbers, ``countries`` as {code: number of those signed up}; the kept ones once they are all there is."""
    if register.forgotten_at:
        return register.numbers
    present = list(register.signups.present().values_list("country", "came"))
    countries = Counter(country for country, _came in present if country)
    return {
        "signed_up": len(present),
        "came": sum(came for _country, came in present),
        "countries": dict(sorted(countries.items())),
    }


def forget() -> None:
    """Deletes the sign-ups of events that are long over; their numbers stay."""
    now = timezone.now()
    for pk in Register.objects.outlived(now, kept_for()).values_list("pk", flat=True):
        with transaction.atomic():
            register = Register.objects.locked(pk)
            register.numbers, register.forgotten_at = numbers_of(register), now
            register.save()
            register.signups.all().delete()
