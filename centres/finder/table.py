"""The table of all public centres in memory: filters, counts and distances cost no query.

One process keeps one table. The directory's stamp is read once a request; when it has moved, only the centres that
changed are read again, or all of them when too many did or nobody knows which.
"""

from datetime import datetime
from threading import Lock
from uuid import UUID

from django.utils import timezone

from centres.finder.columns import Table
from centres.finder.patching import patched
from centres.finder.reading import read
from centres.models import DirectoryStamp
from centres.models.stamp import changed_since

__all__ = ["Table", "current"]

_kept: Table | None = None
_renewing = Lock()


def _renewed(old: Table | None, stamp: UUID | None) -> Table:
    """The table of ``stamp``, made from the old one where its way is known."""
    changed = changed_since(old.stamp) if old is not None and stamp is not None else None
    if old is None or changed is None:
        return read(stamp)
    pks, newest = changed
    return patched(old, pks, newest)


def _is_of(table: Table | None, stamp: UUID | None) -> bool:
    return table is not None and stamp is not None and table.stamp == stamp


def current(now: datetime | None = None) -> Table:
    """The table of this moment: one cheap query, four when a centre has changed since.

    While one thread renews it, the others answer from the table they have.
    """
    global _kept
    stamp = DirectoryStamp.current()
    table = _kept
    if not _is_of(table, stamp) and _renewing.acquire(blocking=table is None):
        try:
            table = _kept if _is_of(_kept, stamp) else _renewed(_kept, stamp)
            _kept = table
        finally:
            _renewing.release()
    table.refresh_openings(now or timezone.now())
    return table
