"""How a field behaves when a page is translated; the one place where rooms get these from."""

from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtail_localize.segments import StringSegmentValue

__all__ = ["StringSegmentValue", "SynchronizedField", "TranslatableField"]
