"""Where a passage stands, in the words of the form it is written in; and the picture it speaks of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ManyToOneRel
from django.utils.text import capfirst
from wagtail.blocks import BaseStreamBlock, ListBlock
from wagtail.fields import StreamField

BETWEEN = " · "
_PICTURE = {"alt": "image", "caption": "image", "hero_alt": "hero_image"}
"""Fields of a picture's words, and the field of the picture beside them."""


def names_of(instance: Any, paths: Sequence[str]) -> list[str]:
    """``Body · Paragraph 2`` for each of wagtail-localize's ``paths`` in a thing, in their order; no query."""
    kinds: dict[str, Mapping[str, str]] = {}
    names = [_name(instance, path.split("."), kinds) for path in paths]
    several, seen = Counter(names), Counter[str]()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name} {seen[name]}" if name and several[name] > 1 else name)
    return found


def picture_of(instance: Any, path: str) -> int | None:
    """Key of the picture the words at ``path`` belong to, ``None`` where they belong to none; no query."""
    *above, last = path.split(".")
    if last not in _PICTURE:
        return None
    if not above:
        return getattr(instance, f"{_PICTURE[last]}_id", None)
    field = field_at(type(instance), above[0])
    raw: Any = list(getattr(instance, above[0]).raw_data) if isinstance(field, StreamField) else []
    for part in above[1:]:
        raw = _within(raw, part)
    pk = raw.get(_PICTURE[last]) if isinstance(raw, dict) else None
    return pk if isinstance(pk, int) else None


def _within(raw: Any, part: str) -> Any:
    """The value of a block in a stream or list, or of a field in a group of fields."""
    if isinstance(raw, list):
        return next((one.get("value") for one in raw if isinstance(one, dict) and one.get("id") == part), None)
    return raw.get(part) if isinstance(raw, dict) else None


def _name(instance: Any, path: Sequence[str], kinds: dict[str, Mapping[str, str]]) -> str:
    field = field_at(type(instance), path[0])
    if field is None:
        return ""
    if isinstance(field, ManyToOneRel):
        child = field_at(field.related_model, path[-1])
        return BETWEEN.join(filter(None, [_label(field.related_model._meta.verbose_name), _verbose(child)]))
    if not isinstance(field, StreamField):
        return _verbose(field)
    if field.name not in kinds:
        kinds[field.name] = dict(_kinds(getattr(instance, field.name).raw_data))
    parts = [_verbose(field), *_blocks(field.stream_block, path[1:], kinds[field.name])]
    return BETWEEN.join(part for part, _same in groupby(parts))


def name_at(model: Any, path: str) -> str:
    """What the form calls the field a path leads into, ``""`` where it leads into none."""
    return _verbose(field_at(model, path.split(".")[0]))


def field_at(model: Any, name: str) -> Any:
    """A field of the thing, or of the rows that keep its texts; ``None`` where there is none."""
    if name in (without := getattr(model, "texts_without_field", {})):
        return without[name]
    for one in (model, getattr(getattr(getattr(model, "texts", None), "rel", None), "related_model", None)):
        try:
            return one._meta.get_field(name) if one else None
        except FieldDoesNotExist:
            continue
    return None


def _verbose(field: Field | None) -> str:
    return _label(getattr(field, "verbose_name", "")) if field is not None else ""


def _label(text: Any) -> str:
    return str(capfirst(str(text or "")))


def _kinds(raw: Any) -> Iterable[tuple[str, str]]:
    """``(name, type)`` of each block in a stream as it is stored."""
    if isinstance(raw, dict):
        if "id" in raw and "type" in raw:
            yield str(raw["id"]), str(raw["type"])
        raw = list(raw.values())
    if isinstance(raw, Iterable) and not isinstance(raw, str):
        for one in raw:
            yield from _kinds(one)


def _blocks(block: Any, path: Sequence[str], kinds: Mapping[str, str]) -> Iterable[str]:
    for part in path:
        if isinstance(block, ListBlock):
            block = block.child_block
            continue
        name = kinds.get(part, "") if isinstance(block, BaseStreamBlock) else part
        block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            return
        yield _label(block.label)
