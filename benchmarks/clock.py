"""What a call costs: processor time, because other programs on the machine do not change it."""

import resource
import statistics
import time
from collections.abc import Callable, Iterable


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
    """The most memory this process has ever held, in MB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
