"""The content of a version, as ``serializable_data()`` gives it, for thousands of centres in a row."""

from functools import lru_cache
from typing import Any

from django.db.models import Field, Model
from modelcluster.models import ClusterableModel, get_all_child_relations, get_field_value

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
