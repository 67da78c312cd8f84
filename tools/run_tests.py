"""`make test`: style and types, then the tests; ends with a line that says what was left out and how to get it.

With `--checks-only` (`make check`): style, types, layers, migrations and catalogues in half a minute, without the tests.
With `--coverage` (`make coverage`): lines and branches are counted too, which takes half as long again.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PROGRAMS = {
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "postgresql": (("/usr/lib/postgresql/*/bin/initdb", "initdb"), "postgresql"),
    "redis": (("redis-server",), "redis-server"),
    "gettext": (("xgettext",), "gettext"),
    "java": (("java",), "default-jre-headless"),
}
TEMPLATES = ["core", "home", "resources", "agenda", "centres", "skills", "community", "search", "translation"]
MANAGE = ["python", "manage.py"]
CHECKS = [
    ("style", ["ruff", "check", "--quiet", "."]),
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("templates", ["djlint", "--lint", "--quiet", *TEMPLATES]),
    ("template format", ["djlint", "--reformat", "--check", "--quiet", *TEMPLATES]),
    ("types", ["ty", "check", "--quiet"]),
]
TESTED_TOO = [
    ("layers", ["lint-imports"]),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ("catalogues", [*MANAGE, "update_catalogues", "--check"]),
]
"""What tests hold as well: `make check` says it sooner."""
TESTS = ["pytest", "-q", "-n", str(2 * (os.cpu_count() or 1)), "--dist", "loadgroup", "--durations=20"]
"""Twice as many as there are processors: much of the time a worker waits for a server or a browser."""
COVERAGE = ["--cov", "--cov-report=term:skip-covered", "--cov-fail-under=90"]


def missing_programs() -> list[str]:
    """Debian packages of programs some tests need and this machine lacks."""
    absent = []
    for names, package in PROGRAMS.values():
        if not any(shutil.which(name) or list(Path("/").glob(name.lstrip("/"))) for name in names if name):
            absent.append(package)
    return absent


def missing_servers() -> str:
    """What to do when the search servers of the tests are not there."""
    sys.path.insert(0, str(ROOT))
    from tests.search import servers

    return "" if servers.ready() else servers.INSTALL


def run_checks(checks: list[tuple[str, list[str]]]) -> bool:
    """Runs them all, in a data folder of their own, and prints a line for each and what a failed one says."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder}
        for name, command in checks:
            done = subprocess.run(
                [str(BIN / command[0]), *command[1:]], cwd=ROOT, env=environment, capture_output=True, text=True
            )
            print(f"{name}: {'ok' if done.returncode == 0 else 'failed'}", flush=True)
            if done.returncode:
                print(done.stdout + done.stderr, flush=True)
                good = False
    return good


def start_seeding() -> subprocess.Popen:
    """The seeded data all tests begin with, made while the checks run. What goes wrong there the first test says."""
    code = "from tests.template import folder; folder()"
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def run_tests() -> int:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    subprocess.run(
        [sys.executable, "manage.py", "compile_catalogues", "--verbosity", "0"], cwd=ROOT, env=environment, check=True
    )
    program, *arguments = [*TESTS, *(COVERAGE if "--coverage" in sys.argv else [])]
    return subprocess.run([str(BIN / program), *arguments], cwd=ROOT, env=environment).returncode


def main() -> None:
    absent = missing_programs()
    if "--checks-only" in sys.argv:
        without_gettext = [check for check in TESTED_TOO if check[0] != "catalogues" or "gettext" not in absent]
        sys.exit(0 if run_checks(CHECKS + without_gettext) else 1)
    seeding = start_seeding()
    good = run_checks(CHECKS)
    seeding.wait()
    good = run_tests() == 0 and good
    if absent:
        print(f"Some tests were left out. To run them too: apt-get install {' '.join(absent)}", flush=True)
    servers = missing_servers()
    if servers:
        print(f"The tests on search servers were left out. To run them too: {servers}.", flush=True)
    if (absent or servers) and os.environ.get("CI"):
        good = False
    sys.exit(0 if good else 1)


main()
