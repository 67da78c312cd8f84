"""What this room knows of the use of events: how many have signed up."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q
from django.utils.formats import number_format

from agenda.models import Register
from core.visits import used


def register_notes() -> None:
    """Called once when the app is ready."""
    used.note(_sign_ups)


def _sign_ups(keys: Collection[UUID]) -> dict[UUID, str]:
    """Those who hold a seat for sure, or did before they were forgotten. One query."""
    sure = Q(signups__state="seated", signups__confirmed_at__isnull=False)
    rows = Register.objects.filter(event_key__in=list(keys)).annotate(present=Count("signups", filter=sure))
    return {
        key: number_format(numbers.get("signed_up", 0) if forgotten else present, force_grouping=True)
        for key, present, numbers, forgotten in rows.values_list("event_key", "present", "numbers", "forgotten_at")
    }
