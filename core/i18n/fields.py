"""How a field behaves when a page is translated; the one place where rooms get these from."""

from wagtail_localize.fields import SynchronizedField, TranslatableField

__all__ = ["SynchronizedField", "TranslatableField"]
