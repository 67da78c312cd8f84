"""Writes the segments of a text into wagtail-localize's tables many at a time.

wagtail-localize asks ten queries for each of them, and who begins a page of a hundred passages, or publishes it anew, would keep all
others from writing meanwhile. The rows are the same, so that all else of wagtail-localize finds what it expects.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

AT_ONCE = 500
"""Rows of one statement: below what SQLite takes as parameters."""


def connect() -> None:
    """Called once when the app is ready."""
    TranslationSource.refresh_segments = refresh


def refresh(self: TranslationSource) -> None:
    """Brings the rows of a source in line with its text: some twenty queries, whatever the number of segments.

    Things it leads to and values that may differ (links, pictures) are few and stay with wagtail-localize.
    """
    instance = self.as_instance()
    told = list(extract_segments(instance))
    related = [one for one in told if isinstance(one, RelatedObjectSegmentValue)]
    values = [one for one in told if isinstance(one, OverridableSegmentValue)]
    templates = [one for one in told if isinstance(one, TemplateSegmentValue)]
    texts = [one for one in told if isinstance(one, StringSegmentValue)]
    places = _places(self, instance, [one.path for one in told])
    _keep(self, StringSegment, _text_rows(self, texts, places))
    _keep(self, TemplateSegment, _template_rows(self, templates, places))
    _leave(self, RelatedObjectSegment, [RelatedObjectSegment.from_value(self, one).pk for one in related])
    _leave(self, OverridableSegment, [OverridableSegment.from_value(self, one).pk for one in values])


Row = tuple[int, int, Any, str]
"""What makes a segment: context, order, what is there (a key), attributes."""


def _text_rows(source: TranslationSource, texts: Sequence[Any], places: Mapping[str, int]) -> list[Row]:
    said = {one.string.data: String._get_data_hash(one.string.data) for one in texts}
    made = (String(locale_id=source.locale_id, data=data, data_hash=digest) for data, digest in said.items())
    keys = _found(String, "data_hash", said.values(), made, locale=source.locale_id)
    return [
        (places[one.path], one.order, keys[said[one.string.data]], json.dumps(one.attrs, cls=DjangoJSONEncoder))
        for one in texts
    ]


def _template_rows(source: TranslationSource, templates: Sequence[Any], places: Mapping[str, int]) -> list[Row]:
    uuids = [uuid5(uuid5(Template.BASE_UUID_NAMESPACE, one.format), one.template) for one in templates]
    made = {
        uuid: Template(uuid=uuid, template=one.template, template_format=one.format, string_count=one.string_count)
        for uuid, one in zip(uuids, templates, strict=True)
    }
    keys = _found(Template, "uuid", made, made.values())
    return [(places[one.path], one.order, keys[uuid], "") for uuid, one in zip(uuids, templates, strict=True)]


def _places(source: TranslationSource, instance: Any, paths: Iterable[str]) -> dict[str, int]:
    """Keys of the contexts by path."""
    known = TranslationContext.objects.filter(object_id=source.object_id)
    unplaced = set(known.filter(field_path="").values_list("path", flat=True))
    wanted = dict.fromkeys(paths)
    for context in known.filter(path__in=unplaced.intersection(wanted)):
        context.get_field_path(instance)
    ids = {path: TranslationContext._get_path_id(path) for path in wanted}
    there = set(known.values_list("path", flat=True))
    made = (
        TranslationContext(
            object_id=source.object_id, path=path, path_id=ids[path], field_path=_field_path(path, instance)
        )
        for path in wanted
        if path not in there
    )
    keys = _found(TranslationContext, "path_id", ids.values(), made, object=source.object_id)
    return {path: keys[uuid] for path, uuid in ids.items()}


def _field_path(path: str, instance: Any) -> str:
    """As wagtail-localize tells it of a context, which it would save at once."""
    place: Any = SimpleNamespace(path=path, field_path="", save=lambda **said: None)
    return TranslationContext.get_field_path(place, instance)


def _found(
    model: type[Model], name: str, wanted: Iterable[UUID], made: Iterable[Model], **where: Any
) -> dict[UUID, int]:
    """Primary keys by the values of the field ``name``; what is not there yet is made."""
    rows: Any = model._default_manager.filter(**where)
    each = list(dict.fromkeys(wanted))

    def read() -> dict[UUID, int]:
        portions = (each[start : start + AT_ONCE] for start in range(0, len(each), AT_ONCE))
        return {
            uuid: pk for some in portions for uuid, pk in rows.filter(**{f"{name}__in": some}).values_list(name, "pk")
        }

    keys = read()
    missing = [one for one in made if getattr(one, name) not in keys]
    if not missing:
        return keys
    model._default_manager.bulk_create(missing, batch_size=AT_ONCE, ignore_conflicts=True)
    return read()


def _keep(source: TranslationSource, model: Any, rows: Iterable[Row]) -> None:
    """Makes the rows that are missing, and deletes those nothing tells of."""
    part = "string" if model is StringSegment else "template"
    names = ("context_id", "order", f"{part}_id", *(("attrs",) if part == "string" else ()))
    wanted = dict.fromkeys(row[: len(names)] for row in rows)
    there = {tuple(row[1:]): row[0] for row in _rows(source, model).values_list("pk", *names)}
    missing = [row for row in wanted if row not in there]
    made = (model(source=source, **dict(zip(names, row, strict=True))) for row in missing)
    model.objects.bulk_create(made, batch_size=AT_ONCE)
    gone = [pk for row, pk in there.items() if row not in wanted]
    _rows(source, model).filter(pk__in=gone).delete()


def _leave(source: TranslationSource, model: Any, seen: Sequence[int]) -> None:
    _rows(source, model).exclude(pk__in=seen).delete()


def _rows(source: TranslationSource, model: Any) -> Any:
    return model.objects.filter(source=source)
