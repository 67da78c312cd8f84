"""`manage.py backup` and `restore` on a running site: nothing that was written is missing, and nothing is half restored."""

import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from portal import kept_files
from tests.installation import Installation
from tests.template import copy_to
from tests.template import folder as template_folder

WRITE = """
from home.models import ContactMessage
for number in range(5):
    ContactMessage.objects.create(topic="other", message=f"message {number}", language="en")
"""
CLEAR = "from home.models import ContactMessage; ContactMessage.objects.all().delete()"
READ = """
from home.models import ContactMessage
from wagtail.models import Page
print(ContactMessage.objects.count(), Page.objects.count() > 100)
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    """The seeded site with five messages that stand in the write-ahead log only, and an uploaded table."""
    var, template = tmp_path / "var", template_folder()
    copy_to(var, template)
    for name in ("gazetteer.sqlite3", "secret_key"):
        (var / name).write_bytes((template / name).read_bytes())
    (var / "imports").mkdir()
    (var / "imports" / "7.csv").write_text("name\nA centre\n")
    (var / "exports").mkdir()
    (var / "exports" / "all.xlsx").write_text("made again")
    with Installation(var) as site:
        yield site


@pytest.fixture
def reader(site: Installation) -> object:
    """A visitor's process that has the database open: what is written stays in the write-ahead log."""
    with closing(sqlite3.connect(site.var / "portal.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM django_migrations").fetchone()
        yield connection


def test_a_backup_of_a_running_site_holds_what_was_just_written(
    site: Installation, reader: sqlite3.Connection, tmp_path: Path
) -> None:
    site.shell(WRITE)
    assert (site.var / "portal.sqlite3-wal").stat().st_size > 0
    status, said = site.run("backup", str(tmp_path))
    file = Path(said.strip())
    assert (status, file.parent, file.stat().st_mode & 0o777) == (0, tmp_path, 0o600)
    with tarfile.open(file) as archive:
        names = set(archive.getnames())
    assert {"about.json", "database", "files/secret_key", "files/imports/7.csv"} <= names
    assert any(name.startswith("files/media/") for name in names)
    assert not any("exports" in name or "search" in name or "gazetteer" in name for name in names)
    reader.rollback()
    site.shell(CLEAR)
    key = (site.var / "secret_key").read_text()
    (site.var / "secret_key").write_text("another")
    (site.var / "media" / "later.txt").write_text("uploaded after the backup")
    (site.var / "imports" / "7.csv").unlink()
    status, said = site.run("restore", str(file), "--noinput")
    assert status == 0, said
    assert site.shell(READ) == "5 True"
    assert (site.var / "secret_key").read_text() == key
    assert (site.var / "imports" / "7.csv").read_text() == "name\nA centre\n"
    assert not (site.var / "media" / "later.txt").exists()
    assert not [path.name for path in site.var.iterdir() if path.name.startswith(".")]


def test_what_is_no_backup_changes_nothing(site: Installation, tmp_path: Path) -> None:
    site.shell(WRITE)
    good = Path(site.run("backup", str(tmp_path / "good.tar.gz"))[1].strip())
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    text, other = tmp_path / "text.tar.gz", tmp_path / "other.tar.gz"
    text.write_text("not a backup")
    with tarfile.open(other, "w:gz") as archive:
        archive.add(text, "text")
    for file in (cut, text, other, tmp_path / "missing.tar.gz"):
        status, said = site.run("restore", str(file), "--noinput")
        assert status == 1, said
        assert len(said.strip().splitlines()) == 1, said
    assert site.shell(READ) == "5 True"


def test_a_backup_does_not_go_where_it_would_be_lost(site: Installation, tmp_path: Path) -> None:
    for target in (site.var, site.var / "x.tar.gz", tmp_path / "no" / "such" / "x.tar.gz"):
        status, said = site.run("backup", str(target))
        assert (status, len(said.strip().splitlines())) == (1, 1), said


def test_files_are_read_by_their_owner_only(site: Installation) -> None:
    (site.var / "media").chmod(0o755)
    (site.var / "portal.sqlite3").chmod(0o644)
    site.shell("from portal import kept_files; kept_files.restrict()")
    modes = {path.stat().st_mode & 0o077 for path in [site.var, *site.var.rglob("*")] if not path.is_symlink()}
    assert modes == {0}


def test_every_place_of_files_is_kept_or_made_again() -> None:
    """A new folder in ``var`` is kept unless somebody says that it is made again."""
    names = {path.name for path in kept_files.made_again()}
    assert {"static", "exports", "locale", "gazetteer.sqlite3", "portal.sqlite3-wal"} <= names
    assert not names & {"media", "imports", kept_files.KEY}
