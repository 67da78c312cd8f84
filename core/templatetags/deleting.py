"""What the admin says before pages are deleted: ``{% load deleting %}``."""

from typing import Any

from django import template
from wagtail.models import Page

from core.i18n.following import deletion_of

register = template.Library()


@register.inclusion_tag("wagtailadmin/pages/in_other_languages.html")
def in_other_languages(*pages: Page | None, items: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """``{% in_other_languages page %}``, or ``items=items`` of a bulk action."""
    chosen = [page for page in pages if page] + [item["item"] for item in items or []]
    return {"deletion": deletion_of(chosen)}
