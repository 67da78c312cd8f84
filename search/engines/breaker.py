"""A breaker: an engine that fails is left alone for some seconds, then asked once to see whether it is well again."""

import threading
import time

from search.interface import Breaker

FAILURES = 2
"""In a row, after which nobody is kept waiting any more."""

WAIT = 5.0
"""Seconds until the next trial."""


class CircuitBreaker:
    """Counts the failures of one engine in this process. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._next = 0.0
        self._trial = False

    @property
    def state(self) -> Breaker:
        """Whether the engine is asked."""
        if self._failures < FAILURES:
            return Breaker.CLOSED
        return Breaker.HALF_OPEN if self._trial or time.monotonic() >= self._next else Breaker.OPEN

    def allows(self) -> bool:
        """Whether the caller may ask; who may must say how it went. Of several who want to try, one may."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._trial or time.monotonic() < self._next:
                return False
            self._trial = True
            return True

    def succeeded(self) -> bool:
        """Close; returns whether it was open."""
        with self._lock:
            was_open = self._failures >= FAILURES
            self._failures, self._trial = 0, False
            return was_open

    def failed(self) -> bool:
        """Count a failure; returns whether it opened now."""
        with self._lock:
            self._failures += 1
            self._trial = False
            self._next = time.monotonic() + WAIT
            return self._failures == FAILURES
