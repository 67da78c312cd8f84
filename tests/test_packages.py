"""Every package is pinned with its hashes, those that come along too, and none is of a version known to be unsafe."""

import csv
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(settings.BASE_DIR)
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}
ADVISORIES = "tools/advisories.tsv"
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)(?P<rest>(?:.*\\\n)+.*)", re.MULTILINE
)


def wanted(name: str) -> dict[str, str]:
    """What a list of requirements pins itself."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    pinned = {}
    for line in lines:
        if line.startswith("-r "):
            pinned |= wanted(line.removeprefix("-r ").strip())
        elif line:
            requirement = Requirement(line)
            pinned[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return pinned


def locked(name: str) -> dict[str, list[str]]:
    """Versions by package; more than one where Pythons or systems differ."""
    found: dict[str, list[str]] = {}
    for match in PIN.finditer((ROOT / name).read_text()):
        assert "--hash=sha256:" in match["rest"], match["name"]
        found.setdefault(canonicalize_name(match["name"]), []).append(match["version"])
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_is_that_of_the_list(name: str) -> None:
    """`make lock` after every change of requirements.txt."""
    lock = locked(LOCKS[name])
    assert {package: [version] for package, version in wanted(name).items()}.items() <= lock.items()
    assert {"pillow", "sqlparse", "willow"} <= lock.keys()


@pytest.mark.parametrize("lock", LOCKS.values())
def test_no_package_is_known_to_be_unsafe(lock: str) -> None:
    """A new advisory is a line in tools/advisories.tsv: package, first safe version, name, what it is about."""
    pinned = locked(lock)
    with open(ROOT / ADVISORIES) as stream:
        advisories = list(csv.DictReader(stream, delimiter="\t"))
    assert len(advisories) > 20
    unsafe = [
        f"{row['package']} {version}: {row['advisory']}, {row['about']}"
        for row in advisories
        for version in pinned.get(canonicalize_name(row["package"]), [])
        if Version(version) < Version(row["fixed_in"])
    ]
    assert unsafe == []


def test_whoever_installs_needs_no_uv() -> None:
    """In a fresh clone a list may seem newer than its lock."""
    newer = ["-W", "requirements.txt", "-W", "requirements-dev.txt"]
    done = subprocess.run(["make", "-n", *newer, "setup", "setup-dev"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "uv pip" not in done.stdout
