"""Processor time of uncached pages over a bare Django view, in the same process and run."""

import statistics
import time
from collections.abc import Callable

from django.test import Client

ROUNDS = 7
PAGES = {
    "home": "/fr/",
    "list": "/en/centres/",
    "detail": "/hr/centri/cisok-cakovec/",
    "search": "/en/search/?q=newcomers",
}


def cpu_ms(run: Callable[[], object], times: int) -> float:
    """Median processor milliseconds of one call."""
    samples = []
    for _round in range(ROUNDS):
        start = time.process_time()
        for _call in range(times):
            run()
        samples.append((time.process_time() - start) * 1000 / times)
    return statistics.median(samples)


def main() -> None:
    """Prints one line a page: milliseconds and the ratio to the bare view."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.get(PAGES["home"])
    live = cpu_ms(lambda: client.get("/-/live"), 200)
    print(f"  bare view through all middleware {live:6.2f} ms")
    for name, path in PAGES.items():
        if client.get(path).status_code != 200:
            raise RuntimeError(f"{path} does not answer: run `manage.py prepare` first")
        spent = cpu_ms(lambda path=path: client.get(path), 10)
        print(f"  {name:8} {spent:7.2f} ms   {spent / live:5.1f} x")
