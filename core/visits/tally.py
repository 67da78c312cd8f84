"""What a process has counted and not handed on yet. A request writes nothing to the database.

Every few seconds the counts go into the cache all processes share, as one numbered batch the worker takes up
(``core.visits.gathering``). A process that is killed loses what it has counted since; one that ends hands it on.
"""

import atexit
import time
from collections import Counter
from threading import Lock
from typing import Any
from uuid import uuid4

from django.core.cache import caches

from core.visits.marks import Thing

EVERY = 15.0
"""Seconds between two batches of a process, at least."""
KEPT = 3 * 24 * 3600
"""Seconds a batch waits for the worker, at most."""
MOST = 5_000
"""Different counts a process holds while the shared cache is away; what comes on top is not counted."""
LAST = "visits/last"
Counted = tuple[str, str, int, str]
"""Day (ISO 8601), kind, key, language."""


def name_of(number: int) -> str:
    """Under which name a batch stands in the shared cache."""
    return f"visits/{number}"


class Tally:
    """The counts of one process; its threads share it."""

    def __init__(self) -> None:
        self._counts: Counter[Counted] = Counter()
        self._handed_on = 0.0
        self._lock = Lock()

    def add(self, day: str, thing: Thing, language: str) -> None:
        """Counts one visit. Hands on what has come together when the last time is long enough ago, this visit too."""
        key = (day, thing.kind, thing.key, language)
        with self._lock:
            if key in self._counts or len(self._counts) < MOST:
                self._counts[key] += 1
            is_time = time.monotonic() - self._handed_on >= EVERY
        if is_time:
            self.hand_on()

    def hand_on(self) -> bool:
        """Puts the counts into the shared cache; whether nothing is left here."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
            self._handed_on = time.monotonic()
        if not taken or _put(taken):
            return True
        with self._lock:
            self._counts.update(taken)
        return False

    def forget(self) -> None:
        """As a process that has just begun."""
        with self._lock:
            self._counts, self._handed_on = Counter(), 0.0


def _put(counts: "Counter[Counted]") -> bool:
    """Whether the shared cache took the batch."""
    shared = caches["shared"]
    shared.add(LAST, 0, None)
    try:
        number = shared.incr(LAST)
    except ValueError:
        number = 0
    if not number:  # both kinds of it answer so while they are away
        return False
    batch: dict[str, Any] = {"name": uuid4().hex, "counts": [[*key, count] for key, count in counts.items()]}
    shared.set(name_of(number), batch, KEPT)
    return True


tally = Tally()
"""Of this process."""
atexit.register(tally.hand_on)
