"""Has the worker do what an import asks for, so that no page waits and no restart of the server ends it."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.importing.work.lease import HALTED, Lease, LeaseLostError
from centres.importing.work.passes import work
from centres.models import Import, State
from core.work import LONG, Later, stopping, task

BEFORE: dict[str, Collection[str]] = {
    State.CHECKING: (State.MAPPED, State.CHECKED, State.DONE, State.FAILED),
    State.RUNNING: (State.CHECKED,),
    State.UNDOING: (State.CHECKED, State.RUNNING, State.DONE, State.UNDONE, State.FAILED),
}
"""From which states a piece of work may begin; anything else is a second click or an old page."""


@transaction.atomic
def begin(batch: Import, state: str) -> bool:
    """Asks for a piece of work and enqueues it. False when it has begun already or cannot begin from here."""
    if not ask(batch, state):
        return False
    go_on.enqueue(batch.pk)
    return True


def ask(batch: Import, state: str) -> bool:
    """Puts an import into a state that asks for work, once."""
    waiting = Import.objects.filter(pk=batch.pk, state__in=BEFORE[state])
    if batch.state == State.RUNNING:
        waiting = waiting.filter(worker=HALTED)
    fresh = {"worker": "", "heartbeat": timezone.now(), "position": 0, "error": {}}
    return bool(waiting.update(state=state, **fresh))


@transaction.atomic
def resume(batch: Import) -> bool:
    """Goes on with work that was stopped or whose process died. False when somebody works on it."""
    halted = Import.objects.filter(pk=batch.pk, worker=HALTED)
    if not (halted | Import.objects.unattended().filter(pk=batch.pk)).update(worker="", heartbeat=timezone.now()):
        return False
    go_on.enqueue(batch.pk)
    return True


@task(label=_("Work on an import of centres"), unique=True, retries=2, queue=LONG)
def go_on(pk: int) -> None:
    """Does what an import asks for. Ends with the batch under way when the worker stops, and goes on with the next worker.

    Raises Later while a process holds the import that may have died.
    """
    batch = Import.objects.filter(pk=pk).first()
    lease = batch and Lease.take(batch)
    if batch is None or (lease is None and (batch.worker == HALTED or not batch.is_working)):
        return  # discarded, stopped or done meanwhile
    if lease is None:
        raise Later(timedelta(seconds=10))
    try:
        work(lease, _leave_when_stopping)
    except LeaseLostError:
        return
    except Exception:
        lease.end()
        raise


def _leave_when_stopping(batch: Import) -> None:
    """Called after each batch."""
    if stopping():
        raise Later
