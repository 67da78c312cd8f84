"""Around wagtail-localize's editor."""

from typing import Any

from django import template

from translation import editor

register = template.Library()


@register.simple_tag(takes_context=True)
def may_publish(context: dict[str, Any], instance: Any) -> bool:
    """Whether whoever reads the page may publish ``instance``."""
    return editor.may_publish(context["request"].user, instance)
