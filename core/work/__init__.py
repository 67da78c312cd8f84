"""Background work: what may take longer than a request is a task, kept as a row and done by ``manage.py work``.

A room declares its tasks in ``tasks.py``::

    from core.work import GiveUp, periodic, stopping, task

    @task(label=_("Send a letter"), retries=8)
    def send(letter: int) -> None: ...

    send.enqueue(letter.pk)

The row is written in the caller's transaction: nothing is lost, and nothing runs for a change that was rolled back. A task
may run twice (its worker may be killed after the work and before the note of it): write it so that this does no harm.
"""

from core.work.decorators import periodic, task
from core.work.outcomes import GiveUp, Later, stopping
from core.work.queues import LONG

__all__ = ["LONG", "GiveUp", "Later", "periodic", "stopping", "task"]
