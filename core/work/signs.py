"""Signs of life: whether a worker runs, and how much waits for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils import timezone

from core.work.models import Job, Sign
from core.work.vocabularies import State


@dataclass(frozen=True, slots=True)
class Standing:
    """How background work stands: when a worker was last seen, whether one runs, and the number of jobs by state."""

    last_seen: datetime | None
    works: bool
    waiting: int
    running: int
    failed: int


def give(worker: str, stopped: bool = False) -> None:
    """A worker lives, or has ended as it was asked to."""
    Sign.objects.update_or_create(worker=worker, defaults={"seen_at": timezone.now(), "stopped": stopped})


def standing() -> Standing:
    """How background work stands, in two queries."""
    fresh = timezone.now() - Sign.FRESH
    signs = Sign.objects.aggregate(last=Max("seen_at"), alive=Count("pk", filter=Q(seen_at__gt=fresh, stopped=False)))
    by_state = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return Standing(
        signs["last"],
        bool(signs["alive"]),
        *(by_state.get(state, 0) for state in (State.WAITING, State.RUNNING, State.FAILED)),
    )


def forget_old(before: datetime) -> None:
    """Delete signs of workers not seen since."""
    Sign.objects.filter(seen_at__lt=before).delete()
