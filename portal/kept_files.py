"""The files of an installation: which of them hold what people made, and who may read them."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
PASSED, PUBLIC_FOLDER, PUBLIC_FILE = 0o711, 0o755, 0o644
"""Of ``var`` when another user, the front server, must pass it, and of what that user hands out."""
KEY = "secret_key"


def made_again() -> set[Path]:
    """What `manage.py prepare` or the worker makes again, and the database, which is copied by its own means."""
    database = Path(settings.DATABASES["default"]["NAME"])
    shared = [Path(place) for cache in settings.CACHES.values() if (place := str(cache["LOCATION"])).startswith("/")]
    index = Path(settings.SEARCH_INDEX_PATH)
    files = [database, Path(settings.GAZETTEER_PATH), *shared]
    return {
        Path(settings.STATIC_ROOT),
        Path(settings.EXPORTS_ROOT),
        settings.VAR_DIR / "locale",
        *(Path(f"{file}{tail}") for file in files for tail in ("", "-wal", "-shm", "-journal", ".lock")),
        *index.parent.glob(f"{index.stem}*"),
    }


def kept_folders() -> list[Path]:
    """Files and folders directly in ``var`` that hold what cannot be made again: media, uploaded tables, the key."""
    left_out = made_again()
    names = sorted(settings.VAR_DIR.iterdir())
    return [path for path in names if path not in left_out and not path.name.startswith(".")]


def files_below(path: Path) -> Iterator[Path]:
    """Every file of a folder, or the file itself; no links are followed."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for folder, _folders, names in os.walk(path):
        yield from (Path(folder) / name for name in sorted(names))


def restrict() -> None:
    """Close ``var`` to other users of the machine, but for what a front server hands out: media, and documents if so set."""
    shared = bool(getattr(default_storage, "file_permissions_mode", PRIVATE_FILE) & 0o044)
    roots = [settings.MEDIA_ROOT, *([settings.PRIVATE_ROOT] if settings.PRIVATE_FILES_ADDRESS else [])]
    handed_out = [Path(root) for root in roots if shared]
    for folder, folders, names in os.walk(settings.VAR_DIR):
        here = Path(folder)
        public = any(here == root or root in here.parents for root in handed_out)
        passed = any(here in root.parents for root in handed_out)
        _set_mode(here, PUBLIC_FOLDER if public else PASSED if passed else PRIVATE_FOLDER)
        for name in names:
            _set_mode(here / name, PUBLIC_FILE if public else PRIVATE_FILE)
        folders.sort()


def _set_mode(path: Path, mode: int) -> None:
    """Files of another user, and those that went away meanwhile, stay as they are."""
    try:
        if not path.is_symlink() and path.stat().st_mode & 0o777 != mode:
            path.chmod(mode)
    except OSError:
        return
