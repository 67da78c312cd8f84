"""Where files of people lie: whole or not at all, and apart from ``media`` what not everybody may fetch."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils._os import safe_join

PRIVATE_FOLDERS = ("documents", "wagtail_uploads")
"""Documents, handed out by a view that asks who may; and what the admin keeps until its form is filled in."""

_written: ContextVar[list[tuple[FileSystemStorage, str]] | None] = ContextVar("written", default=None)


@contextmanager
def all_or_nothing() -> Generator[None]:
    """One transaction: what is written to the database, and the files, are gone again when it ends with an error."""
    files: list[tuple[FileSystemStorage, str]] = []
    token = _written.set(files)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for storage, name in files:
            storage.delete(name)
        raise
    finally:
        _written.reset(token)


class WholeFileStorage(FileSystemStorage):
    """A file takes its name when it is complete: what does not fit on the disk leaves nothing."""

    def root_of(self, name: str) -> str:
        """The folder ``name`` is relative to."""
        return str(self.location)

    def path(self, name: str) -> str:
        """Where the file lies. Raises SuspiciousFileOperation when the name leads elsewhere."""
        return safe_join(self.root_of(name), name)

    def _save(self, name: str, content: File) -> str:
        root = Path(self.root_of(name))
        self._make(root)
        descriptor, part = tempfile.mkstemp(prefix=".part-", dir=root)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                for chunk in content.chunks():
                    stream.write(chunk)
            saved = super()._save(name, _Part(part, content))
        finally:
            Path(part).unlink(missing_ok=True)
        # Django names it as seen from its one location.
        saved = os.path.relpath(os.path.join(self.location, saved), root).replace("\\", "/")
        if (files := _written.get()) is not None:
            files.append((self, saved))
        return saved

    def _make(self, root: Path) -> None:
        if not root.exists():
            root.mkdir(parents=True, exist_ok=True)
            if self.directory_permissions_mode is not None:
                root.chmod(self.directory_permissions_mode)


class _Part(File):
    """A complete file that only waits for its name."""

    def __init__(self, path: str, content: File) -> None:
        super().__init__(content.file, content.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return self._path


class MediaStorage(WholeFileStorage):
    """``media``, which anybody may fetch, but for ``PRIVATE_FOLDERS``: these lie in ``PRIVATE_ROOT`` and have no address."""

    def root_of(self, name: str) -> str:
        """``PRIVATE_ROOT`` for what is private."""
        return str(settings.PRIVATE_ROOT if is_private(name) else self.location)

    def url(self, name: str | None) -> str:
        """Raises NotImplementedError for what is handed out by a view or not at all."""
        if is_private(name or ""):
            raise NotImplementedError("This file is private.")
        return super().url(name)

    def _make(self, root: Path) -> None:
        if root == Path(settings.PRIVATE_ROOT):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            super()._make(root)


def is_private(name: str) -> bool:
    """Whether a file of the main storage, ``documents/plan.pdf``, is kept from the public."""
    return Path(os.path.normpath(name)).parts[:1] in [(folder,) for folder in PRIVATE_FOLDERS]


def move_private_files() -> None:
    """Take out of ``media`` what older versions and backups kept there; what lies at its place already stays."""
    for folder in PRIVATE_FOLDERS:
        source, target = Path(settings.MEDIA_ROOT, folder), Path(settings.PRIVATE_ROOT, folder)
        for path in sorted(source.rglob("*")) if source.is_dir() else ():
            goal = target / path.relative_to(source)
            if path.is_file() and not goal.exists():
                goal.parent.mkdir(parents=True, exist_ok=True)
                path.rename(goal)
