"""One file with everything that cannot be made again: database, media, uploaded tables, the key that signs links."""

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from portal import dumps, kept_files

FORMAT = 1
ABOUT, DATABASE, FILES = "about.json", "database", "files"
"""Names in the archive: what it is, the dump, and a folder of what lay in ``var``."""


def write(target: Path) -> Path:
    """Make a backup in a folder, or as the file named; returns the file, readable by its owner only.

    Raises CommandError when the database cannot be read or the file not be written; then nothing is left of it.
    """
    file = target / f"portal-{timezone.localtime():%Y-%m-%d-%H%M%S}.tar.gz" if target.is_dir() else target
    if settings.VAR_DIR.resolve() in file.resolve().parents:
        raise CommandError(f"Write the backup elsewhere: in {settings.VAR_DIR} it is lost with what it keeps.")
    part = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.VAR_DIR) as scratch:
            # The database first: what it names is there; what people add meanwhile does no harm.
            dumps.dump(Path(scratch) / DATABASE)
            with open(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
                _pack(stream, Path(scratch) / DATABASE)
        part.replace(file)
    except OSError as error:
        raise CommandError(f"The backup cannot be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return file


def _pack(stream: Any, dump: Path) -> None:
    with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=3) as archive:
        _add_text(archive, ABOUT, json.dumps(_about(), indent=1))
        archive.add(dump, DATABASE)
        _add_text(archive, f"{FILES}/{kept_files.KEY}", settings.SECRET_KEY)
        for folder in kept_files.kept_folders():
            for path in kept_files.files_below(folder):
                if path.name == kept_files.KEY and path.parent == settings.VAR_DIR:
                    continue
                with suppress(FileNotFoundError):  # deleted by somebody meanwhile
                    archive.add(path, f"{FILES}/{path.relative_to(settings.VAR_DIR)}", recursive=False)


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(text.encode()), 0o600, int(datetime.now().timestamp())
    archive.addfile(entry, BytesIO(text.encode()))


def _about() -> dict[str, Any]:
    migrations = [f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations if app in _own_apps()]
    return {
        "format": FORMAT,
        "made": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": sorted(migrations),
    }


def _own_apps() -> set[str]:
    return {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR) and "site-packages" not in Path(config.path).parts
    }


def restore(source: Path, log: Callable[[str], None]) -> None:
    """Put a backup in the place of everything this site holds.

    Raises CommandError when the file is no whole backup, is of the other kind of database or of newer code; then nothing
    has changed.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.VAR_DIR) as scratch:
        folder = Path(scratch)
        _unpack(source, folder)
        about = _read_about(folder)
        dumps.check(folder / DATABASE)
        log(f"Backup of {about['made']}")
        dumps.load(folder / DATABASE)
        log("Database restored")
        _put_back(folder / FILES, log)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            # Python before 3.11.4 has no filter of its own that refuses links and names leading out of the folder.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            for member in _plain(archive):
                archive.extract(member, folder)
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise CommandError(f"{source} cannot be read as a backup: {error}") from error


def _plain(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Its files and folders. Raises ValueError at a link, a device, or a name that leads out of the folder."""
    for member in archive:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            raise ValueError(f"{member.name} is no file of a backup")
        yield member


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / ABOUT).read_text())
        kind, migrations, known = about["database"], about["migrations"], about["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError("This file is not a backup of the portal.") from error
    if not known or not (folder / DATABASE).is_file():
        raise CommandError("This file is not a backup this code can read.")
    if kind != connection.vendor:
        raise CommandError(
            f"The backup is of {kind}, and this site runs on {connection.vendor}: set DATABASE_URL to match."
        )
    here = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if newer := sorted(set(migrations) - here):
        raise CommandError(f"The backup was made by newer code (it knows {newer[-1]}): upgrade the code first.")
    return about


def _put_back(files: Path, log: Callable[[str], None]) -> None:
    """Each file and folder of the backup takes the place of the one in ``var``; what the backup lacks goes."""
    for old in kept_files.kept_folders():
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        elif old.name != kept_files.KEY:
            old.unlink()
    key = (files / kept_files.KEY).read_text()
    if os.environ.get("SECRET_KEY"):
        (files / kept_files.KEY).unlink()
        if key != settings.SECRET_KEY:
            log("SECRET_KEY is another one than that of the backup: links in mails already sent, and sessions, end.")
    for path in sorted(files.iterdir()):
        shutil.move(path, settings.VAR_DIR / path.name)
    log("Files restored")
