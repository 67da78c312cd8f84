"""Which texts of a published translation are still those of the original."""

from django.db import models


class BorrowedTexts(models.Model):
    """Of one version, by its ``translation_key`` and locale: ``texts`` in the language ``source``, as HTML without blocks."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    texts = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="translation_borrowed_once_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.locale_id}): {len(self.texts)}"
