"""Which texts of a published translation are still those of the original, and whether a machine has had a part in the others."""

from django.db import models


class BorrowedTexts(models.Model):
    """Of one version, by its ``translation_key`` and locale: ``texts`` in the language ``source``, as HTML without blocks.

    ``machine``: how much of what the version says a machine has translated first; people have read all of it since.
    ``by_oneself``: who approved the version had written texts of it that nobody else has looked at.
    """

    class Machine(models.TextChoices):
        """How much of a version began as a machine's text."""

        NONE = "", "none"
        PARTS = "parts", "parts"
        MOST = "most", "most"

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    texts = models.JSONField(default=list)
    machine = models.CharField(max_length=5, choices=Machine.choices, default=Machine.NONE, blank=True)
    by_oneself = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="translation_borrowed_once_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.locale_id}): {len(self.texts)}"
