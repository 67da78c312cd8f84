"""How well and how fast places are found: typing errors, exonyms and postcodes of other sources than the gazetteer's."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks import places
from benchmarks.clock import each_ms, p95
from centres.gazetteer import find_places, store

FLOOR = 95
BUDGET_MS = 60
BUDGET_MB = 60
ROOT = Path(__file__).resolve().parent.parent
MEMORY = """
import babel, django.conf, numpy, rapidfuzz
from core.countries import country_name
country_name("FR", "fr")
django.conf.settings.configure(GAZETTEER_PATH=None, USE_I18N=True)
from benchmarks.clock import peak_mb
before = peak_mb()
from benchmarks import places
for case in places.typos("held-out"):
    case.answered
print(peak_mb() - before)
"""
"""A process without Django's applications, whose start would hide what the gazetteer takes."""


def told(found: float, budget: float, least: bool = False) -> str:
    """The budget and whether it is kept."""
    kept = found >= budget if least else found <= budget
    return f"{'≥' if least else '≤'} {budget:g}  {'ok' if kept else 'OVER'}"


def found_of(cases: list[places.Case], name: str, floor: int | None) -> list[float]:
    """Prints one line for a set; gives the milliseconds of each answer."""
    share, missed = places.share(cases)
    wrong, every = Counter(case.kind for case in missed), Counter(case.kind for case in cases)
    kinds = "  ".join(f"{kind} {100 - 100 * wrong[kind] / every[kind]:.0f}" for kind in every)
    verdict = told(100 * share, floor, least=True) if floor else ""
    print(f"  {name:10} {len(cases):5} {100 * share:6.1f} %  {verdict:12} {kinds}")
    return each_ms([lambda case=case: find_places(case.typed, case.language, limit=places.FIRST + 1) for case in cases])


def memory_mb() -> float:
    """What opening the gazetteer and asking it adds to a fresh process."""
    script = MEMORY.replace("GAZETTEER_PATH=None", f"GAZETTEER_PATH={str(store.path())!r}")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    return float(done.stdout.split()[-1])


def main() -> None:
    """Prints shares in the first five, times and memory."""
    store.connection()
    times = found_of(places.typos("held-out"), "held-out", FLOOR)
    found_of(places.typos("tuning"), "tuning", None)
    found_of(places.exonyms(), "exonyms", FLOOR)
    found_of(places.postcodes(), "postcodes", FLOOR)
    slow = p95(sorted(times))
    print(f"  a suggestion: median {times[len(times) // 2]:.1f} ms, 95th {slow:.1f} ms   {told(slow, BUDGET_MS)}")
    grown = memory_mb()
    print(f"  memory: {grown:.0f} MB over a bare process   {told(grown, BUDGET_MB)}")
