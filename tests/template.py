"""The seeded database every test run starts from: built once, copied by each worker.

Building takes a minute, copying a blink. The folder is named by the code and content the seeded data is made of, so that a
change of these builds it anew, and an edit of a view or a template does not; a new day does too, because what is past or to be
confirmed depends on the date. In CI all code counts.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["portal", "home", "resources", "agenda", "centres", "skills", "community", "search", "translation", "core"]
SUFFIXES = {".py", ".yaml", ".txt", ".xz"}
SEEDING = {
    *("models", "migrations", "fields", "blocks", "vocabularies", "querysets", "rights", "roles", "access"),
    *(
        "seed",
        "seed_scenes",
        "seed_units",
        "content",
        "data",
        "gazetteer",
        "commands",
        "sources",
        "analysis",
        "engines",
    ),
    "outbox",
    *("ownership", "own_rights", "membership"),
}
"""Files and folders of these names, with or without ``.py``, decide what the seeded data holds."""
DATABASE, FILES = "portal.sqlite3", ("media", "private")


def files_of(room: str) -> Iterator[Path]:
    """The files of a room, without those that makemessages writes beside the templates and takes away again: `page.html.py`."""
    return (path for path in (ROOT / room).rglob("*") if not path.name.endswith((".html.py", ".txt.py")))


def fingerprint() -> str:
    """Of everything the seeded data depends on."""
    digest = hashlib.sha256(f"{date.today()}{sys.version}".encode())
    files = [path for room in ROOMS for path in files_of(room) if path.suffix in SUFFIXES]
    if not os.environ.get("CI"):
        files = [path for path in files if SEEDING.intersection(path.relative_to(ROOT).with_suffix("").parts)]
    for path in sorted([*files, ROOT / "requirements.txt"]):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def folder() -> Path:
    """The folder with the seeded data; built under a lock if it does not exist yet.

    ``PORTAL_TEST_TEMPLATE`` names a folder of a finished ``manage.py prepare`` to use as it is instead.
    """
    if given := os.environ.get("PORTAL_TEST_TEMPLATE"):
        return Path(given)
    base = Path(tempfile.gettempdir()) / f"portal-template-{os.getuid()}"
    base.mkdir(exist_ok=True, mode=0o700)
    target = base / fingerprint()
    with open(base / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (target / "complete").exists():
            remove_old(base)
            shutil.rmtree(target, ignore_errors=True)
            build(target)
    return target


def remove_old(base: Path) -> None:
    """Folders nobody can be copying from any more."""
    for old in base.glob("*/"):
        if time.time() - old.stat().st_mtime > 7200:
            shutil.rmtree(old, ignore_errors=True)


def build(target: Path) -> None:
    target.mkdir(parents=True)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "COV_")) and name not in {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"}
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(target), "LOG_LEVEL": "WARNING"}
    done = subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    (target / "prepared.txt").write_text(done.stdout)
    (target / "complete").touch()


def copy_to(place: Path, template: Path) -> None:
    """A writable copy of database, search index, media and private files."""
    place.mkdir(parents=True, exist_ok=True)
    for old in (*place.glob(f"{DATABASE}*"), *place.glob("search*.sqlite3*")):
        old.unlink()
    for file in (*template.glob(f"{DATABASE}*"), *template.glob("search*.sqlite3")):
        shutil.copy2(file, place / file.name, follow_symlinks=False)
    for folder_name in FILES:
        shutil.copytree(template / folder_name, place / folder_name, dirs_exist_ok=True)
