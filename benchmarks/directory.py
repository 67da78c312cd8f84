"""What is measured of a directory of one size, in a process of its own: ``python -m benchmarks.directory pages``.

Prints one JSON object ``{measure: value}``; benchmarks/centres_bench.py starts it and knows the budgets.
"""

import contextlib
import gzip
import itertools
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.clock import cpu_ms, each_ms, median_ms, p95, peak_mb

PLACES = ("Lyon", "Bruxelles", "Torino", "Porto", "Zagreb", "Paris", "Berlin", "75019")
FILTERS = (
    "need=work&access=walk-in",
    "speaks=fr&open=saturday",
    "need=train&service=counselling",
    "audience=young&accessible=lift",
)
"""Two filters each."""
VIEWS = {
    "Europe": ("-25,34,45,71", 4),
    "France and Benelux": ("-5,42,12,54", 5),
    "Ruhr and Netherlands": ("3,50,9,53.5", 7),
    "Po valley": ("7,44,13,46.5", 8),
    "Paris region": ("1.4,48.1,3.6,49.3", 9),
    "London": ("-0.6,51.2,0.4,51.8", 10),
    "Paris": ("2.2,48.8,2.45,48.92", 12),
}
"""West, south, east, north and zoom of views people look at; the densest parts of Europe among them."""

Measures = dict[str, float]


def _client() -> Any:
    """A visitor with a new address at every call, so that no limit is met."""
    from django.test import Client

    class Visitors(Client):
        numbers = itertools.count(1)

        def get(self, *args: Any, **kwargs: Any) -> Any:
            number = next(self.numbers)
            address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            response = super().get(*args, REMOTE_ADDR=address, **kwargs)
            if response.status_code != 200:
                raise RuntimeError(f"{args[0]} answers {response.status_code}")
            return response

    return Visitors(SERVER_NAME="127.0.0.1")


def fill(size: int) -> Measures:
    """Adds made-up centres up to a total."""
    from benchmarks.synthetic import make_centres
    from centres.models import Centre

    missing = size - Centre.objects.count()
    if missing > 0:
        make_centres(missing, seed=size)
    return {}


def pages() -> Measures:
    """Finder page, table and map view."""
    client = _client()
    client.get("/-/live")
    bare = median_ms(lambda: client.get("/-/live"), 100)
    return {"bare": bare, **_table(), **_finder(client), **_map(client)}


def _table() -> Measures:
    """Reading the whole table, and reading it again after one centre was saved."""
    from centres.finder import current as table
    from centres.models import Centre

    cold = cpu_ms(table.current)
    centres = list(Centre.objects.all()[:3])
    after = []
    for centre in centres:
        centre.save()
        after.append(cpu_ms(table.current))
    return {"table_cold": cold, "table_saved": sorted(after)[1]}


def _finder(client: Any) -> Measures:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paths = [f"/fr/centres/?{filters}&place={place}" for place in PLACES for filters in FILTERS]
    for path in paths[:2]:
        client.get(path)
    queries = 0
    for path in paths[-3:]:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        queries = max(queries, len(captured))
    times = each_ms([lambda path=path: client.get(path) for path in paths])
    return {"finder": times[len(times) // 2], "finder_p95": p95(times), "queries": queries}


def _map(client: Any) -> Measures:
    paths = [f"/api/v1/centres/clusters?bbox={bbox}&zoom={zoom}" for bbox, zoom in VIEWS.values()]
    client.get(paths[0])
    bytes_each = [len(gzip.compress(client.get(path).content, 6)) for path in paths]
    times = [median_ms(lambda path=path: client.get(path), 5) for path in paths]
    return {"map": max(times), "map_bytes": max(bytes_each)}


def export(suffix: str) -> Measures:
    """A whole export, read to its end piece by piece as a server sends it; ``growth`` is memory over the bare process."""
    client = _client()
    client.get("/-/live")
    before = peak_mb()
    start, wall = time.process_time(), time.perf_counter()
    response = client.get(f"/api/v1/centres.{suffix}")
    size = sum(len(piece) for piece in response.streaming_content)
    spent = {"cpu": time.process_time() - start, "wall": time.perf_counter() - wall}
    return {**spent, "bytes": size, "bare": before, "growth": peak_mb() - before}


def take(path: str) -> Measures:
    """The import of a file, as ``manage.py import_centres`` does it, then what the search index has to catch up with."""
    from django.core.management import call_command

    from search import outbox

    start, wall = time.process_time(), time.perf_counter()
    with contextlib.suppress(SystemExit):
        # Status 1 tells of rows set aside as possible duplicates.
        call_command("import_centres", path, yes=True, verbosity=0)
    spent = {"cpu": time.process_time() - start, "wall": time.perf_counter() - wall, "peak": peak_mb()}
    outbox.drain()
    return {**spent, "index": time.perf_counter() - wall - spent["wall"]}


TASKS: dict[str, Callable[..., Measures]] = {
    "fill": lambda size: fill(int(size)),
    "pages": pages,
    "export": export,
    "import": take,
}


def main(name: str, *arguments: str) -> None:
    """Runs one task and prints what it measured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django

    django.setup()
    print(json.dumps(TASKS[name](*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
