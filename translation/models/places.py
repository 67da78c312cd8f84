"""Where somebody left off."""

from django.conf import settings
from django.db import models

from translation.models.segments import Segment
from translation.models.standings import Standing


class Place(models.Model):
    """The passage at which ``user`` was last, of one thing in one language: the editor opens there, on any machine."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "standing"], name="translation_one_place_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.segment_id}"
