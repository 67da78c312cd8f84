"""Workbooks that take longer than a request may: the worker makes them, whoever asked comes back for them."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.translation import override

from centres.data.exports import xlsx
from centres.data.exports.conditional import MAX_AGE, Edition
from centres.data.exports.rows import batches
from centres.finder.answer import answer
from centres.finder.question import parse
from core.work import signs

IN_REQUEST = 5_000
"""Up to so many centres are written within the request: some three seconds of processor time."""
WAIT = 15
"""Seconds after which to ask again."""
FRESH = timedelta(minutes=10)
"""A file stays good for so long although the directory changes: in a busy hour it would never be ready otherwise."""
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The file that answers one address. ``address``: the absolute one; ``base``: that of the finder page."""

    address: str
    query: str
    language: str
    base: str

    @property
    def path(self) -> Path:
        """Where it is kept: what is "to be confirmed" changes with the day, so each day has a file of its own."""
        parts = (self.address, self.language, timezone.localdate().isoformat())
        name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        return folder() / f"{name}.xlsx"

    def made(self, changed: datetime) -> datetime | None:
        """When it was made; ``None`` when it must be made anew because the directory has ``changed`` since."""
        try:
            made = datetime.fromtimestamp(self.path.stat().st_mtime, tz=timezone.get_current_timezone())
        except FileNotFoundError:
            return None
        return made if made >= changed or timezone.now() - made < FRESH else None

    def response(self, request: HttpRequest, made: datetime) -> HttpResponseBase:
        """The file, or that the client has it already. Raises FileNotFoundError when it was forgotten meanwhile."""
        edition = Edition(etag=f'"{self.path.stem}-{made.timestamp():.0f}"', modified=made, max_age=MAX_AGE)
        unchanged = edition.not_modified(request)
        # Closed by the response.
        return unchanged or edition.stamp(FileResponse(self.path.open("rb")))

    def make(self) -> None:
        """Writes the file; it is there whole or not at all."""
        path = self.path
        part = path.with_suffix(".part")
        with override(self.language):
            found = answer(parse(QueryDict(self.query), self.language), counts=False)
            about = xlsx.about_lines(self.address, timezone.localtime().isoformat(timespec="seconds"), len(found.order))
            rows = batches(found, lambda centre: f"{self.base}{centre.slug}/")
            with xlsx.workbook(rows, about) as source, part.open("wb") as target:
                shutil.copyfileobj(source, target)
        part.replace(path)


def folder() -> Path:
    """Where the files wait, made when it is missing."""
    path = Path(settings.EXPORTS_ROOT)
    path.mkdir(parents=True, exist_ok=True)
    return path


def must_wait(count: int) -> bool:
    """Whether so many centres are left to the worker; while none runs, the request does it all the same."""
    return count > IN_REQUEST and signs.standing().works


def forget_old(now: datetime) -> None:
    """Deletes what nobody will come back for."""
    before = (now - KEPT).timestamp()
    for path in folder().iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
