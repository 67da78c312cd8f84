"""What people who translate tell one another."""

from django.conf import settings
from django.db import models

from translation.models.segments import Segment


class Note(models.Model):
    """About a passage, for all who see the desk, whatever language they write; ``locale``: the one it was written beside.

    ``told``: whom it names, and who was written to.
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="notes")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=1000)
    at = models.DateTimeField(auto_now_add=True)
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]
