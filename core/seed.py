"""Demo content: one registry that ``manage.py seed``, the tests and the component gallery share.

A room registers a function; the functions run in the order of what they need. Everything is found again by a key that
never changes, so seeding twice changes nothing.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from graphlib import TopologicalSorter
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Locale, Page

from core.i18n.fallback import ensure_fallbacks, paused
from core.models import BasePage, CustomDocument, CustomImage

NAMESPACE = uuid.UUID("6b1f9f0e-5d0c-5c53-9d5e-3e8f3f3c2c01")
Log = Callable[[str], None]
Texts = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Seeder:
    """One room's part of the demo content. ``sample``: what a new site may rather begin without."""

    name: str
    run: Callable[[Log], None]
    after: tuple[str, ...]
    sample: bool


_seeders: dict[str, Seeder] = {}


def seeder(
    name: str, after: tuple[str, ...] = (), sample: bool = False
) -> Callable[[Callable[[Log], None]], Callable[[Log], None]]:
    """Registers a room's seed function, to run after those named in ``after`` (names not registered are ignored)."""

    def register(function: Callable[[Log], None]) -> Callable[[Log], None]:
        _seeders[name] = Seeder(name, function, after, sample)
        return function

    return register


def seeders() -> list[Seeder]:
    """All seeders, in an order that respects what each needs."""
    graph = {name: [other for other in item.after if other in _seeders] for name, item in sorted(_seeders.items())}
    return [_seeders[name] for name in TopologicalSorter(graph).static_order()]


def key_uuid(key: str) -> uuid.UUID:
    """The identity of a piece of demo content, the same on every machine."""
    return uuid.uuid5(NAMESPACE, key)


def load(path: str) -> Any:
    """The parsed YAML file at ``path``, relative to the project."""
    return _parsed(str(Path(settings.BASE_DIR) / path))


@lru_cache(maxsize=64)
def _parsed(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders


def stream(blocks: list[dict[str, Any]] | None, key: str = "") -> list[dict[str, Any]]:
    """``[{"paragraph": "<p>…</p>"}, …]`` → StreamField JSON with ids that stay the same."""
    result = []
    for index, block in enumerate(blocks or []):
        ((kind, value),) = block.items()
        result.append({"type": kind, "value": _block_value(kind, value), "id": str(key_uuid(f"{key}/{index}/{kind}"))})
    return result


def _block_value(kind: str, value: Any) -> Any:
    if kind == "table":
        return {
            "caption": value.get("caption", ""),
            "columns": [{"type": "text", "heading": heading} for heading in value["header"]],
            "rows": [{"values": list(row)} for row in value["rows"]],
        }
    return value


def page_by_key(key: str, language: str) -> Page | None:
    """The page of this key in one language, fallback pages included; ``None`` before it is seeded."""
    return Page.objects.filter(translation_key=key_uuid(key), locale__language_code=language).first()


def page_ids(keys: list[str], language: str) -> list[int]:
    """Primary keys of pages in one language, in the order given; unknown keys are left out."""
    found = {
        page.translation_key: page.pk
        for page in Page.objects.filter(
            translation_key__in=[key_uuid(key) for key in keys], locale__language_code=language
        )
    }
    return [found[key_uuid(key)] for key in keys if key_uuid(key) in found]


def upsert_page(
    model: type[BasePage],
    *,
    key: str,
    parent: str,
    source: str,
    texts: Texts,
    facts: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Creates or updates one page in every language of ``texts`` and publishes it, the source language first.

    ``facts``: fields with the same value in all languages. ``texts``: fields per language. ``parent``: key of an
    already seeded page. Languages without texts get a fallback page. Returns the real pages by language.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    pages = {}
    with paused():
        for language in sorted(texts, key=lambda code: code != source):
            pages[language] = _upsert_one(
                model, key, locales[language], page_by_key(parent, language), {**(facts or {}), **texts[language]}
            )
    ensure_fallbacks(pages[source])
    return pages


def _upsert_one(model: type[BasePage], key: str, locale: Locale, parent: Page | None, values: dict[str, Any]) -> Any:
    if parent is None:
        raise LookupError(f"The parent of {key} is not seeded in {locale.language_code}")
    page = model.objects.filter(translation_key=key_uuid(key), locale=locale).first()
    if page is not None and page.alias_of_id:
        page.delete()
        page = None
    if page is None:
        page = model(translation_key=key_uuid(key), locale=locale, live=False)
        _assign(page, values)
        parent.add_child(instance=page)
    elif not _assign(page, values) and page.live:
        return page
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    return page


def _assign(page: BasePage, values: dict[str, Any]) -> bool:
    """Sets the values; tells whether any of them is new."""
    changed = False
    for name, value in values.items():
        field = page._meta.get_field(name)
        before = _comparable(field, getattr(page, name if not field.is_relation else field.attname))
        new = value.pk if field.is_relation and value is not None else value
        setattr(page, name if not field.is_relation else field.attname, new)
        after = _comparable(field, getattr(page, name if not field.is_relation else field.attname))
        changed = changed or before != after
    return changed


def _comparable(field: Any, value: Any) -> Any:
    if hasattr(field, "stream_block"):
        return _without_ids(field.get_prep_value(field.to_python(value) if isinstance(value, list) else value))
    return value.isoformat() if isinstance(value, date | datetime) else field.get_prep_value(value)


def _without_ids(value: Any) -> Any:
    """Stream data without the ids that blocks in lists get anew each time they are read."""
    if isinstance(value, dict):
        return {name: _without_ids(item) for name, item in value.items() if name != "id"}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value


def image(title: str, content: bytes, filename: str, credit: str = "") -> CustomImage:
    """A picture found again by its title and credit; ``content`` is a whole PNG or JPEG file."""
    existing = CustomImage.objects.filter(title=title, credit=credit).first()
    if existing:
        return existing
    return CustomImage.objects.create(title=title, credit=credit, file=ImageFile(BytesIO(content), name=filename))


def document(
    key: str, title: str, content: bytes, filename: str, language: str = "", licence: str = "CC BY 4.0"
) -> CustomDocument:
    """A document found again by title and language; ``content`` is the whole file."""
    existing = CustomDocument.objects.filter(title=title, language=language).first()
    if existing:
        return existing
    item = CustomDocument(title=title, language=language, licence=licence)
    item.file.save(filename, ContentFile(content), save=False)
    item.file_size = len(content)
    item.save()
    return item
