"""One passage of a source."""

from django.db import models

from translation.models.items import Item


class Segment(models.Model):
    """``path``: where it stands in the source; ``order``: ``None`` when it is no longer there and kept for its translations.

    ``since``: the item's version that brought it.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="segments")
    path = models.TextField()
    order = models.PositiveIntegerField(null=True)
    text = models.TextField()
    words = models.PositiveIntegerField(default=0)
    since = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text[:80]
