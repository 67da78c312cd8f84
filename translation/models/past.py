"""What a passage said before."""

from django.conf import settings
from django.db import models

from translation.models.segments import Segment


class PastRendering(models.Model):
    """A text a passage had in a language, kept for good: who wrote it and when. The last one is the one it has.

    ``author``: ``None`` for what stood in a page or row written by hand, or came from the memory.
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

    class Meta:
        indexes = [models.Index(fields=["segment", "locale"], name="translation_past_of_a_passage")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]
