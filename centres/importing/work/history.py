"""Versions and history entries of the centres of an import."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from centres.models import Centre, Import, ImportRow
from core.wagtail_bulk import LogLine, add_log_entries, add_revisions, use_newest_revisions

CREATED, CHANGED, UNDONE = "centres.import.create", "centres.import.change", "centres.import.undo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a centre's history. ``fields``: public names of the columns it touched."""

    centre: Centre
    action: str
    fields: tuple[str, ...] = ()
    deleted: bool = False


def add_versions(batch: Import, centres: Sequence[Centre]) -> dict[int, int]:
    """A version of each centre as it stands, texts attached; of a published centre the published one.

    Returns the versions' keys by the centres'.
    """
    add_revisions(centres, user_id=batch.user_id)
    return use_newest_revisions(Centre, [centre.pk for centre in centres])


def log(batch: Import, entries: Iterable[Entry], versions: Mapping[int, int]) -> None:
    """Who did what and by which table; all entries of one import share its ``uuid``."""
    told = data_of(batch)
    lines = [
        LogLine(
            entry.centre,
            entry.action,
            data=told | {"fields": list(entry.fields)},
            revision_id=versions.get(entry.centre.pk),
            deleted=entry.deleted,
        )
        for entry in entries
    ]
    add_log_entries(lines, user_id=batch.user_id, uuid=uuid_of(batch))


def data_of(batch: Import) -> dict[str, Any]:
    """What the history says about the import."""
    return {"import": batch.pk, "file": batch.filename, "source": batch.source.name}


def uuid_of(batch: Import) -> UUID:
    """The same for all entries of one import."""
    return uuid5(NAMESPACE_OID, f"centres.import.{batch.pk}")


def had_no_other_version(rows: Iterable[ImportRow]) -> set[int]:
    """Keys of those centres that have the version of their import only: nobody has saved them since; one query."""
    kind = ContentType.objects.get_for_model(Centre)
    pks = [str(row.centre_id) for row in rows if row.centre_id]
    versions = Revision.objects.filter(base_content_type=kind, object_id__in=pks).order_by()
    counts: dict[str, int] = {}
    for pk in versions.values_list("object_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return {int(pk) for pk, number in counts.items() if number == 1}
