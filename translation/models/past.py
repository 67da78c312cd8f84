"""What a passage said before."""

from django.conf import settings
from django.db import models

from translation.models.segments import Segment


class PastRendering(models.Model):
    """A text a passage had in a language, kept for good: who wrote it and when. The last one is the one it has.

    ``author``: ``None`` for what stood in a page or row written by hand, or came from the memory. ``approved_by``: who let readers read it.
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="past")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    made_for = models.TextField()
    machine = models.BooleanField(default=False)
    reused = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["segment", "locale"], name="translation_past_of_a_passage")]
        ordering = ["pk"]

    @property
    def by_oneself(self) -> bool:
        """Whether who wrote it has approved it."""
        return self.approved_by_id is not None and self.approved_by_id == self.author_id

    def __str__(self) -> str:
        return self.text[:80]
