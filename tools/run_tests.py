"""`make test`: style, types, layers, then the tests; ends with a line that says what was left out and how to get it."""

import os
import shutil
import subprocess
import sys
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
TEMPLATES = ["core", "home", "resources", "agenda", "centres", "skills", "community", "search"]
CHECKS = [
    ("style", ["ruff", "check", "--quiet", "."]),
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("templates", ["djlint", "--lint", "--quiet", *TEMPLATES]),
    ("template format", ["djlint", "--reformat", "--check", "--quiet", *TEMPLATES]),
    ("types", ["ty", "check", "--quiet"]),
]


def missing_programs() -> list[str]:
    """Debian packages of programs some tests need and this machine lacks."""
    absent = []
    for names, package in PROGRAMS.values():
        if not any(shutil.which(name) or list(Path("/").glob(name.lstrip("/"))) for name in names if name):
            absent.append(package)
    return absent


def run_checks() -> bool:
    good = True
    for name, command in CHECKS:
        done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
        print(f"{name}: {'ok' if done.returncode == 0 else 'failed'}", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            good = False
    return good


def run_tests() -> int:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    subprocess.run(
        [sys.executable, "manage.py", "compile_catalogues", "--verbosity", "0"], cwd=ROOT, env=environment, check=True
    )
    command = [
        str(BIN / "pytest"),
        "-q",
        "-n",
        "2",
        "--dist",
        "loadgroup",
        "--cov",
        "--cov-report=term:skip-covered",
        "--cov-fail-under=90",
    ]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def main() -> None:
    good = run_checks()
    if "--checks-only" not in sys.argv:
        good = run_tests() == 0 and good
    absent = missing_programs()
    if absent:
        print(f"Some tests were left out. To run them too: apt-get install {' '.join(absent)}", flush=True)
        if os.environ.get("CI"):
            good = False
    sys.exit(0 if good else 1)


main()
