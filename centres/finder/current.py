"""The table of all public centres in memory: filters, counts and distances cost no query.

One process keeps one table. The directory's stamp is read once a request; when it has moved, only the centres that
changed are read again, or all of them when too many did or nobody knows which.
"""

from datetime import datetime
from threading import Lock
from uuid import UUID

from django.utils import timezone

from centres.finder.patching import patched
from centres.finder.reading import read
from centres.finder.table import Table
from centres.models import DirectoryStamp
from centres.models.stamp import changed_since
from core.terms import edition

__all__ = ["Table", "current"]

_kept: Table | None = None
_renewing = Lock()


def _renewed(stamp: UUID | None) -> Table:
    """The kept table brought to ``stamp``, from what it was where its way is known."""
    global _kept
    old = _kept
    if old is not None and stamp is not None and old.terms == edition().number:
        if old.stamp == stamp:
            return old
        if changed := changed_since(old.stamp):
            _kept = patched(old, *changed)
            return _kept
    _kept = read(stamp)
    return _kept


def current(now: datetime | None = None) -> Table:
    """The table of this moment: one cheap query, four when a centre has changed since.

    While one thread renews it, the others answer from the table they have.
    """
    stamp = DirectoryStamp.current()
    table = _kept
    is_old = table is None or stamp is None or table.stamp != stamp or table.terms != edition().number
    if table is None or (is_old and not _renewing.locked()):
        with _renewing:
            table = _renewed(stamp)
    table.refresh_openings(now or timezone.now())
    return table
