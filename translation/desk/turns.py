"""Who writes, sends on or publishes a version takes turns with whoever does so there or in the form of the page."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from core.admin import turns
from translation.desk.names import PANEL, PASSAGES
from translation.models import Standing


def connect() -> None:
    """Called once when the app is ready."""
    for name in (PASSAGES, PANEL):
        turns.wait_at(name, version_at)


def version_at(at: Mapping[str, Any]) -> turns.Rows:
    """The version of the thing in the language of the address, else the original: one query."""
    rows = Standing.objects.filter(item=at["item"], locale__language_code=at["language"])
    for content_type, source, target in rows.values_list("item__content_type", "item__source_pk", "target_pk"):
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        yield Page if issubclass(model, Page) else model, target or source
