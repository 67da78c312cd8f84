"""One thing that is translated, whatever keeps its texts."""

from django.db import models


class Item(models.Model):
    """A page, a snippet, a centre …: ``key`` is its name among the things of its ``kind`` (``translation.kinds``).

    ``version`` counts the edits of the source's texts. An item that is not ``live`` is kept for what was translated of it.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE, related_name="+")
    source_pk = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    live = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="translation_one_item_a_thing")]

    def __str__(self) -> str:
        return self.title
