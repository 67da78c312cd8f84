"""Around wagtail-localize's editor."""

from typing import Any

from django import template

from translation import editor, gaps
from translation.desk import leading

register = template.Library()


@register.simple_tag(takes_context=True)
def may_publish(context: dict[str, Any], instance: Any) -> bool:
    """Whether whoever reads the page may publish ``instance``."""
    return editor.may_publish(context["request"].user, instance)


@register.simple_tag
def passages_address(instance: Any) -> str:
    """Where ``instance`` is written passage by passage."""
    return leading.address_of(instance)


@register.inclusion_tag("translation/gaps_of_many.html", takes_context=True)
def gaps_of_many(context: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    """What the pages of a bulk action lack, with the drafts below them."""
    pages = gaps.with_drafts_below(item["item"] for item in items)
    return {"all": gaps.gaps_among(pages, context["request"].user, draft=True)}
