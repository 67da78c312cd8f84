"""One passage in another language."""

from django.conf import settings
from django.db import models

from translation.models.segments import Segment


class Rendering(models.Model):
    """``made_for``: the source's words it was written for; other words there now mean that it needs editing.

    ``approved``: readers read it, or read it until the page was taken back. Approved without ``text``: somebody said that
    nothing is needed here. ``reused``: the memory had it for the same words elsewhere.
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="renderings")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    made_for = models.TextField()
    machine = models.BooleanField(default=False)
    approved = models.BooleanField(default=False)
    reused = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["segment", "locale"], name="translation_one_rendering_a_language")
        ]

    def __str__(self) -> str:
        return self.text[:80]
