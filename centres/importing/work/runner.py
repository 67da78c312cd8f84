"""Starts the work on an import: in a process of its own, so that no page waits and no restart of the server ends it."""

import os
import subprocess
import sys
import threading
from collections.abc import Collection

from django.conf import settings
from django.utils import timezone

from centres.importing.work.lease import HALTED
from centres.models import Import, State

BEFORE: dict[str, Collection[str]] = {
    State.CHECKING: (State.MAPPED, State.CHECKED, State.DONE, State.FAILED),
    State.RUNNING: (State.CHECKED,),
    State.UNDOING: (State.CHECKED, State.RUNNING, State.DONE, State.UNDONE, State.FAILED),
}
"""From which states a piece of work may begin; anything else is a second click or an old page."""


def begin(batch: Import, state: str) -> bool:
    """Asks for a piece of work and starts it. False when it has begun already or cannot begin from here."""
    if not ask(batch, state):
        return False
    spawn(batch.pk)
    return True


def ask(batch: Import, state: str) -> bool:
    """Puts an import into a state that asks for work, once."""
    waiting = Import.objects.filter(pk=batch.pk, state__in=BEFORE[state])
    if batch.state == State.RUNNING:
        waiting = waiting.filter(worker=HALTED)
    fresh = {"worker": "", "heartbeat": timezone.now(), "position": 0, "error": {}}
    return bool(waiting.update(state=state, **fresh))


def resume(batch: Import) -> bool:
    """Goes on with work that was stopped or whose process died. False when somebody works on it."""
    halted = Import.objects.filter(pk=batch.pk, worker=HALTED)
    if not (halted | Import.objects.unattended().filter(pk=batch.pk)).update(worker="", heartbeat=timezone.now()):
        return False
    spawn(batch.pk)
    return True


def spawn(pk: int) -> None:
    """Runs ``manage.py import_centres --resume PK`` by itself: no terminal, no open files, no parent to wait for."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_centres", "--resume", str(pk)]
    environment = os.environ | {"VAR_DIR": str(settings.VAR_DIR)}
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - our own command with a number
        command, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, close_fds=True, start_new_session=True
    )
    threading.Thread(target=process.wait, daemon=True).start()
