"""What happened to something with texts, and is not yet reckoned with."""

from collections.abc import Iterable

from django.db import models


class Mark(models.Model):
    """A thing to look at again: written with the change itself, taken away by whoever looks (``translation.following``)."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="translation_marked_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def mark(kind: str, keys: Iterable[object]) -> None:
    """Marks things of a kind; one query, none without keys."""
    rows = [Mark(kind=kind, key=str(key)) for key in dict.fromkeys(keys)]
    if rows:
        Mark.objects.bulk_create(rows, ignore_conflicts=True, batch_size=400)
