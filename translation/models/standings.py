"""How far one thing is in one language."""

from django.conf import settings
from django.db import models

from translation.models.items import Item
from translation.vocabularies import ItemState


class Standing(models.Model):
    """Counted by ``translation.reckoning`` from the passages, so that lists need not.

    ``answers``: the source's version the translation was first published for; ``changed``: passages it no longer answers.
    ``managed``: written passage by passage in wagtail-localize's editor. ``since``: since when something is to be done.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="standings")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.MISSING)
    target_pk = models.CharField(max_length=40, blank=True)
    managed = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0)
    editing = models.PositiveIntegerField(default=0)
    review = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    words_left = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(null=True)
    since = models.DateTimeField(null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "locale"], name="translation_one_standing_a_language")]

    def __str__(self) -> str:
        return f"{self.item_id} ({self.locale_id}): {self.state}"
