"""Child processes of ``manage.py serve``: started together, ended together."""

import ctypes
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

PATIENCE = 1.3
"""Seconds the children have to end when asked; then they are killed."""
_STEADY, _LONGEST_PAUSE = 10.0, 30.0
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Child:
    """A process in a group of its own, so that Ctrl-C reaches it through us and nothing it started outlives it."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], files: Sequence[int] = ()) -> None:
        """``files``: open files and sockets it inherits under the same numbers."""
        self.command = command
        self.environment = environment
        self.files = files
        self._pause = 0.0
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            self.command,
            env=self.environment,
            process_group=0,
            pass_fds=self.files,
            preexec_fn=functools.partial(_end_with, os.getpid()),
        )
        self._started = time.monotonic()

    @property
    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self.process.poll() is not None

    def keep_alive(self) -> None:
        """Start it again if it has ended: at once if it had run steadily, else at growing distances."""
        if not self.ended:
            return
        age = time.monotonic() - self._started
        if age > _STEADY:
            self._pause = 0.0
        if age >= self._pause:
            self._pause = min(max(1.0, self._pause * 2), _LONGEST_PAUSE)
            self._start()

    def ask_to_end(self) -> None:
        """Send SIGTERM to it alone: it ends what it started."""
        with suppress(ProcessLookupError):
            self.process.terminate()

    def make_end(self, deadline: float) -> None:
        """Wait until `deadline` (monotonic seconds), then kill it with all it started."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _end_with(parent: int) -> None:
    """In the child, before its program: let the kernel send SIGTERM when the parent is gone, even killed (Linux only)."""
    if _LIBC is None:
        return
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before the kernel was told
        os._exit(0)


def end(children: Sequence[Child]) -> None:
    """End all of them within `PATIENCE`."""
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.make_end(deadline)
