"""What a call costs: processor time, because other programs on the machine do not change it."""

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def cpu_ms(call: Callable[[], object]) -> float:
    """Processor milliseconds of one call."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def each_ms(calls: Iterable[Callable[[], object]]) -> list[float]:
    """Processor milliseconds of each call, ascending."""
    return sorted(cpu_ms(call) for call in calls)


def median_ms(call: Callable[[], object], times: int) -> float:
    """Median processor milliseconds of one call."""
    return statistics.median(each_ms([call] * times))


def p95(ascending: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return ascending[min(len(ascending) - 1, int(len(ascending) * 0.95))]


def peak_mb() -> float:
    """The most memory this process has ever held, in MB.

    Read from the kernel's VmHWM: ``ru_maxrss`` of a started process begins with what its parent held.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
