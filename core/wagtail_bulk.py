"""Wagtail's own rows for thousands of objects in a row, as Wagtail writes them one by one: versions and log entries.

Bulk writes send no signals: where they change what an object leads to, call ``ReferenceIndex.create_or_update_for_object``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Field, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_relations, get_field_value
from wagtail.models import ModelLogEntry, Revision

from core.bulk import insert

_AS_IT_IS = {
    "BooleanField",
    "CharField",
    "DateField",
    "DecimalField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "TextField",
    "JSONField",
}
"""Kinds of fields whose value a version keeps as it stands on the object."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One log entry about one object. ``action`` is registered with Wagtail's log."""

    instance: Model
    action: str
    data: Mapping[str, Any] = field(default_factory=dict)
    revision_id: int | None = None
    deleted: bool = False


def add_revisions(instances: Sequence[ClusterableModel], *, user_id: int | None) -> None:
    """A version of each object of one model as it stands, children attached."""
    if not instances:
        return
    now, kind = timezone.now(), ContentType.objects.get_for_model(type(instances[0]))
    versions = [
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(instance.pk),
            created_at=now,
            user_id=user_id,
            object_str=str(instance),
            content=content_of(instance),
        )
        for instance in instances
    ]
    insert(versions)


def use_newest_revisions(model: type[Model], pks: Sequence[int]) -> dict[int, int]:
    """Makes the newest version of each object its latest one, and of a live object the live one.

    Returns the versions' keys by the objects'.
    """
    kind = ContentType.objects.get_for_model(model)
    mine = Revision.objects.filter(base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
    objects = model._default_manager.filter(pk__in=pks)
    objects.update(latest_revision=Subquery(mine.order_by("-pk").values("pk")[:1]))
    objects.filter(live=True).update(live_revision=F("latest_revision"))
    return dict(objects.values_list("pk", "latest_revision"))


def add_log_entries(lines: Sequence[LogLine], *, user_id: int | None, uuid: UUID) -> None:
    """Log entries about objects of one model that belong together: they share a ``uuid``."""
    if not lines:
        return
    now, kind = timezone.now(), ContentType.objects.get_for_model(type(lines[0].instance))
    rows = [
        ModelLogEntry(
            content_type=kind,
            object_id=str(line.instance.pk),
            label=str(line.instance)[:255],
            action=line.action,
            timestamp=now,
            uuid=uuid,
            user_id=user_id,
            revision_id=line.revision_id,
            content_changed=True,
            deleted=line.deleted,
            data=dict(line.data),
        )
        for line in lines
    ]
    insert(rows)


def content_of(instance: ClusterableModel) -> dict[str, Any]:
    """The same as ``instance.serializable_data()``: its fields, and those of its children."""
    content = _fields_of(instance)
    for name in _children(type(instance)):
        content[name] = [_fields_of(child) for child in getattr(instance, name).all()]
    return content


@lru_cache(maxsize=8)
def _children(model: type[ClusterableModel]) -> tuple[str, ...]:
    return tuple(relation.get_accessor_name() for relation in get_all_child_relations(model))


@lru_cache(maxsize=16)
def _kinds(model: type[Model]) -> tuple[dict[str, str], tuple[Field, ...]]:
    """Names of the fields to copy → attributes, and the fields whose value has to be turned into text first."""
    fields = [field for field in model._meta.fields if field.serialize]
    plain = [f for f in fields if f.remote_field is not None or f.get_internal_type() in _AS_IT_IS]
    return {f.name: f.attname for f in plain}, tuple(f for f in fields if f not in plain)


def _fields_of(instance: Model) -> dict[str, Any]:
    plain, others = _kinds(type(instance))
    content = {name: getattr(instance, attribute) for name, attribute in plain.items()}
    return {"pk": instance.pk, **content} | {field.name: get_field_value(field, instance) for field in others}
