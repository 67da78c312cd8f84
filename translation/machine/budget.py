"""What may go to a service in a month, and what has gone."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from translation.models import MachineUsage

USUAL = 500_000
"""Characters a month, where nothing else is set: what DeepL gives away."""


def most(code: str) -> int:
    """Characters a month for a service."""
    return int(settings.MACHINE_TRANSLATION["budget"].get(code, USUAL))


def used(code: str) -> int:
    """Characters that have gone to a service this month; one query."""
    return MachineUsage.objects.filter(provider=code, month=_month()).values_list("characters", flat=True).first() or 0


def left(code: str) -> int:
    """Characters that may still go."""
    return max(0, most(code) - used(code))


@transaction.atomic
def spend(code: str, characters: int) -> bool:
    """Notes characters before they go; whether the budget has them."""
    MachineUsage.objects.get_or_create(provider=code, month=_month())
    rows = MachineUsage.objects.filter(provider=code, month=_month(), characters__lte=most(code) - characters)
    return bool(rows.update(characters=F("characters") + characters))


def give_back(code: str, characters: int) -> None:
    """The service has not taken them."""
    rows = MachineUsage.objects.filter(provider=code, month=_month(), characters__gte=characters)
    rows.update(characters=F("characters") - characters)


def _month() -> date:
    return timezone.localdate().replace(day=1)
