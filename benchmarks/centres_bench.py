"""The directory at 100, 10,000 and 100,000 made-up centres, on SQLite and on PostgreSQL, beside its budgets.

Every measure comes from a process of its own; times are processor time, so that other programs do not change them,
except what a person waits for (import). The exponent tells how a cost grows from 10,000 to 100,000 centres:
0 not at all, 1 as the number of centres.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import servers

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 10_000, 100_000)
ROWS = 5_000
"""Rows of the file to import."""
EXPORTS = ("csv", "geojson", "xlsx")


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table. ``budget`` is the most (``least``: the least) at the largest size; ``None``: only told."""

    key: str
    title: str
    unit: str
    budget: float | None = None
    least: bool = False

    def verdict(self, value: float) -> str:
        if self.budget is None:
            return ""
        within = value >= self.budget if self.least else value <= self.budget
        return f"{'≥' if self.least else '≤'} {self.budget:g}  {'ok' if within else 'OVER'}"


MEASURES = (
    Measure("bare", "bare view through all middleware", "ms"),
    Measure("finder", "finder with two filters and a place, median", "ms", 80),
    Measure("finder_p95", "finder, the 95th of a hundred", "ms"),
    Measure("finder_ratio", "finder over bare view", "x"),
    Measure("queries", "finder, SQL queries", "", 10),
    Measure("map", "map view, slowest of seven", "ms", 50),
    Measure("map_bytes", "map view, gzipped", "bytes", 3072),
    Measure("table_cold", "table read whole", "ms"),
    Measure("table_saved", "table after one centre was saved", "ms"),
    Measure("bare_mb", "memory of a process that served one bare view", "MB"),
    *(
        measure
        for suffix in EXPORTS
        for measure in (
            Measure(f"{suffix}_s", f"export as {suffix}, processor time", "s"),
            Measure(f"{suffix}_growth", f"export as {suffix}, memory over a bare process", "MB", 150),
        )
    ),
    Measure("import_rows", f"import of {ROWS:,} rows: rows a second", "rows", 500, least=True),
    Measure("import_index", "search index after it", "s"),
    Measure("import_peak", "import, memory of the process", "MB"),
    Measure("import_growth", f"import, memory over that for {ROWS // 5:,} rows", "MB", 20),
    Measure("again_rows", "the same file again: rows a second", "rows"),
)


@dataclass(slots=True)
class Site:
    """An installation of its own: a folder, a database, the exports to try, and what was measured of it by size."""

    name: str
    folder: Path
    database: str = ""
    exports: tuple[str, ...] = EXPORTS
    found: dict[str, dict[int, float]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        own = {"VAR_DIR": str(self.folder), "DATABASE_URL": self.database, "LOG_LEVEL": "ERROR"}
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.dev", **own}

    def run(self, *arguments: str) -> str:
        """Runs Python with these arguments; gives what it printed."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout

    def ask(self, task: str, *arguments: str) -> dict[str, float]:
        """One task of benchmarks/directory.py."""
        return json.loads(self.run("-m", "benchmarks.directory", task, *arguments).splitlines()[-1])

    def note(self, size: int, **values: float) -> None:
        for key, value in values.items():
            self.found.setdefault(key, {})[size] = value


def measure(site: Site, size: int) -> None:
    """Everything at one size; what takes long only at the two larger ones."""
    site.ask("fill", str(size))
    pages = site.ask("pages")
    site.note(size, **pages, finder_ratio=pages["finder"] / pages["bare"])
    if size > SIZES[0]:
        for suffix in EXPORTS:
            found = site.ask("export", suffix)
            site.note(
                size, **{f"{suffix}_s": found["wall"], f"{suffix}_growth": found["growth"]}, bare_mb=found["bare"]
            )
    if size == SIZES[-1]:
        measure_import(site, size)


def measure_import(site: Site, size: int) -> None:
    """A file, a longer one, and the longer one again."""
    files = {rows: site.folder / f"{rows}.csv" for rows in (ROWS // 5, ROWS)}
    for rows, path in files.items():
        site.run("-m", "benchmarks.synthetic", str(rows), "--csv", str(path), "--seed", str(rows))
    short, long, again = (site.ask("import", str(files[rows])) for rows in (ROWS // 5, ROWS, ROWS))
    site.note(
        size,
        import_rows=ROWS / long["wall"],
        import_index=long["index"],
        import_peak=long["peak"],
        import_growth=long["peak"] - short["peak"],
        again_rows=ROWS / again["wall"],
    )


def exponent(values: dict[int, float]) -> str:
    """How a cost grows from the second size to the third."""
    if not values.get(SIZES[1]) or not values.get(SIZES[2]):
        return ""
    return f"{math.log10(values[SIZES[2]] / values[SIZES[1]]):5.2f}"


def table(site: Site) -> Iterator[str]:
    """The lines of a site's table."""
    yield f"  {site.name:57}" + "".join(f"{size:>10,}" for size in SIZES) + "  growth  budget"
    for line in MEASURES:
        values = site.found.get(line.key)
        if values:
            shown = "".join(f"{values[size]:>10,.1f}" if size in values else " " * 10 for size in SIZES)
            verdict = line.verdict(values[max(values)])
            yield f"  {line.title:50} {line.unit:>6}{shown}   {exponent(values):5}  {verdict}".rstrip()


@contextmanager
def sites() -> Iterator[list[Site]]:
    """The sites to measure: SQLite, and PostgreSQL where it is installed; each with the demo content."""
    programs = servers.binaries()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        made = [Site("SQLite", Path(folder) / "sqlite")]
        if programs is None:
            yield _prepared(made)
            return
        with servers.postgresql(programs) as url:
            yield _prepared([*made, Site("PostgreSQL", Path(folder) / "postgresql", url, EXPORTS[:1])])


def _prepared(made: list[Site]) -> list[Site]:
    for site in made:
        site.folder.mkdir()
        gazetteer = ROOT / "var" / "gazetteer.sqlite3"
        if gazetteer.exists():
            shutil.copy(gazetteer, site.folder)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda site: site.run("manage.py", "prepare"), made))
    return made


def main() -> None:
    """Measures and prints one table a database."""
    with sites() as made:
        for site in made:
            for size in SIZES:
                measure(site, size)
            print("\n".join(table(site)), flush=True)
    if len(made) == 1:
        print("  PostgreSQL is not installed: `apt-get install postgresql`")
