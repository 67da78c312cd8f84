"""What the admin says before something is deleted, taken back or moved: ``{% load deleting %}``."""

from typing import Any

from django import template
from wagtail.models import Page

from core.admin.consequences import told_before_deleting
from core.i18n.following import Deletion, deletion_of
from core.i18n.other_versions import own_texts

register = template.Library()


@register.inclusion_tag("wagtailadmin/pages/in_other_languages.html")
def in_other_languages(*things: Any, items: list[dict[str, Any]] | None = None, act: str = "delete") -> dict[str, Any]:
    """``{% in_other_languages page %}``, or ``items=items`` of a bulk action. ``act``: delete, unpublish or move."""
    chosen = [thing for thing in things if thing] + [item["item"] for item in items or []]
    pages = [thing for thing in chosen if isinstance(thing, Page)]
    deletion = deletion_of(pages) if act == "delete" else Deletion(0, 0, 0)
    told = told_before_deleting(pages) if act == "delete" else []
    return {"deletion": deletion, "own": own_texts(chosen), "told": told, "act": act}
