"""Versions and history entries of many centres at once, as Wagtail would write them one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from centres.importing.work.content import content_of
from centres.models import Centre, Import, ImportRow
from core.bulk import insert

CREATED, CHANGED, UNDONE = "centres.import.create", "centres.import.change", "centres.import.undo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a centre's history. ``fields``: public names of the columns it touched."""

    centre: Centre
    action: str
    fields: tuple[str, ...] = ()
    deleted: bool = False


def save_versions(batch: Import, centres: Iterable[Centre]) -> None:
    """A version of each centre as it stands, texts attached."""
    now, kind = timezone.now(), ContentType.objects.get_for_model(Centre)
    versions = [
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(centre.pk),
            created_at=now,
            user_id=batch.user_id,
            object_str=str(centre),
            content=content_of(centre),
        )
        for centre in centres
    ]
    insert(versions)


def point_to_versions(pks: Sequence[int]) -> dict[int, int]:
    """Makes the newest version of each centre its latest one, and of a published centre the published one.

    Returns the versions' keys by the centres'.
    """
    kind = ContentType.objects.get_for_model(Centre)
    mine = Revision.objects.filter(base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
    centres = Centre.objects.filter(pk__in=pks)
    centres.update(latest_revision=Subquery(mine.order_by("-pk").values("pk")[:1]))
    centres.filter(live=True).update(live_revision=F("latest_revision"))
    return dict(centres.values_list("pk", "latest_revision"))


def log(batch: Import, entries: Iterable[Entry], versions: Mapping[int, int]) -> None:
    """Who did what and by which table; all entries of one import share its ``uuid``."""
    now, kind = timezone.now(), ContentType.objects.get_for_model(Centre)
    rows = [
        ModelLogEntry(
            content_type=kind,
            object_id=str(entry.centre.pk),
            label=str(entry.centre)[:255],
            action=entry.action,
            timestamp=now,
            uuid=uuid_of(batch),
            user_id=batch.user_id,
            revision_id=versions.get(entry.centre.pk),
            content_changed=True,
            deleted=entry.deleted,
            data=data_of(batch) | {"fields": list(entry.fields)},
        )
        for entry in entries
    ]
    insert(rows)


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
