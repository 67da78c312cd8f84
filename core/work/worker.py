"""The worker: a thread per queue does jobs; the main thread gives signs of life and enqueues periodic tasks."""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections import Counter
from datetime import timedelta
from queue import Empty, SimpleQueue

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from core.work import schedule, signs
from core.work.models import Job
from core.work.outcomes import stop, stopping
from core.work.queues import queues
from core.work.recording import hand_back
from core.work.runner import LEASE, run
from core.work.vocabularies import State

logger = logging.getLogger(__name__)

POLL = 0.5
"""Seconds an idle thread waits before it looks for work again."""
BEATS = 6
"""Signs of life during one lease."""
FAREWELL = 0.5
"""Seconds to hand back what is not finished: a task may hold the lock of the database."""


class Worker:
    """Does background work until it is asked to end, or with `drain` until nothing is due.

    `lease`: how long a job is left to this worker should it die. `grace`: seconds a running task has to come to an end.
    """

    def __init__(self, lease: timedelta = LEASE, grace: float = 1.0, drain: bool = False) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}"
        self.lease = lease
        self.grace = grace
        self.drain = drain
        self.ended: Counter[State] = Counter()
        self.database_failed = False
        self._signals: SimpleQueue[int] = SimpleQueue()
        self._next_sign = self._next_look = timezone.now()

    def run(self) -> bool:
        """Work; returns whether every task came to an end.

        If not, the unfinished ones are handed back, and the process must end at once, for their threads still run.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            # SimpleQueue.put may be called by a signal's handler; Event.set may not.
            signal.signal(number, lambda number, _frame: self._signals.put(number))
        self._look_after()
        lanes = [queues()] if self.drain else [[queue] for queue in queues()]
        threads = [threading.Thread(target=self._work_on, args=(lane,), daemon=True) for lane in lanes]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads) and not self._asked_to_end():
            self._look_after()
        stop.set()
        _join(threads, self.grace)
        farewell = threading.Thread(target=self._say_farewell, daemon=True)
        farewell.start()
        _join([farewell], FAREWELL)
        return not any(thread.is_alive() for thread in threads)

    def _asked_to_end(self) -> bool:
        """Wait a moment for a signal."""
        try:
            self._signals.get(timeout=0.1 if self.drain else POLL)
        except Empty:
            return False
        return True

    def _look_after(self) -> None:
        """Give a sign of life, keep the leases, enqueue what has come due."""
        now = timezone.now()
        try:
            if now >= self._next_sign:
                signs.give(self.name)
                Job.objects.held_by(self.name).update(due_at=now + self.lease)
                self._next_sign = now + self.lease / BEATS
            if now >= self._next_look:
                self._next_look = schedule.enqueue_due(now)
        except DatabaseError as error:
            self._note_failure(error)
        close_old_connections()

    def _work_on(self, lane: list[str]) -> None:
        """Do the jobs of some queues until the end."""
        while not stopping():
            try:
                busy = sum(self._do_next(queue) for queue in lane) > 0
            except DatabaseError as error:
                busy = False
                self._note_failure(error)
            close_old_connections()
            if not busy:
                if self.drain:
                    break
                stop.wait(POLL)
        connections.close_all()

    def _do_next(self, queue: str) -> bool:
        """Do one job; False when none is due."""
        job = Job.objects.claim(queue, self.name, timezone.now(), self.lease)
        if job is None:
            return False
        self.ended[run(job)] += 1
        return True

    def _note_failure(self, error: DatabaseError) -> None:
        """The database is away: the worker goes on asking, and takes up its work when it answers."""
        self.database_failed = True
        logger.error("The database failed, it is asked again: %s", error)

    def _say_farewell(self) -> None:
        try:
            hand_back(self.name)
            signs.give(self.name, stopped=True)
        except DatabaseError:
            logger.warning("The database did not take leave; what was not finished is taken up when its lease ends.")
        finally:
            connections.close_all()


def _join(threads: list[threading.Thread], seconds: float) -> None:
    """Wait for threads to end, together at most so long."""
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
