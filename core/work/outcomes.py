"""What a running task may say to its worker, and ask of it."""

import threading
from datetime import timedelta

stop = threading.Event()
"""Set once when this process has been asked to end."""


def stopping() -> bool:
    """Whether the worker has been asked to end: a long task looks between two steps and raises `Later`."""
    return stop.is_set()


class Later(Exception):  # noqa: N818 - not an error: the task goes on later
    """Raised by a task to be put back and run again after `delay`; it does not count as a failed try."""

    def __init__(self, delay: timedelta = timedelta(0)) -> None:
        super().__init__(f"again in {delay}")
        self.delay = delay


class GiveUp(Exception):  # noqa: N818 - a decision of the task
    """Raised by a task that another try would not help; its text is shown to administrators as the reason."""
