"""Keys as they are called on the keyboards of the reader's language."""

import re

from django import template
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def keys(shortcut: str) -> str:
    """``Ctrl + Shift + v`` with the words that stand on the reader's keys: French ones have *Maj*, Italian ones *Maiusc*."""
    names = {"Esc": pgettext("key", "Esc"), "Shift": pgettext("key", "Shift")}
    return re.sub("|".join(names), lambda key: names[key[0]], shortcut)
