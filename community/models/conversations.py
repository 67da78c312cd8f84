"""Who writes to whom through the portal. What they write is in their mails only."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from community.models.practitioners import Practitioner

KEPT = timedelta(days=180)
"""How long after its last message a conversation, and the links of its mails, are kept."""
TWICE = timedelta(minutes=10)
"""Within this the same message a second time is a second click."""


class ConversationQuerySet(models.QuerySet):
    """Conversations of people, and those that have ended."""

    def of(self, person: Practitioner) -> Self:
        """Those somebody takes part in, the latest first."""
        return self.filter(Q(one=person) | Q(other=person)).select_related("one", "other").order_by("-last_at", "-pk")

    def between(self, first: Practitioner, second: Practitioner) -> Any:
        """Theirs, begun now if there is none."""
        one, other = sorted((first, second), key=lambda person: person.pk)
        return self.get_or_create(one=one, other=other)[0]

    def outlived(self, now: datetime) -> Self:
        """Those nobody has written in for long, but for the wish to hear no more: that is kept with both profiles."""
        return self.filter(last_at__lt=now - KEPT, stopped_at=None)


class Conversation(models.Model):
    """Two practitioners who write to each other; ``one`` is who joined first.

    ``last_message``: a keyed hash of the latest message and its writer, to know a second click.
    """

    one = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    last_at = models.DateTimeField(default=timezone.now)
    last_message = models.CharField(max_length=64, default="")
    stopped_at = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="community_one_conversation"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="community_two_who_talk"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def partner_of(self, person: Practitioner) -> Practitioner:
        """The other of the two."""
        return self.other if person.pk == self.one_id else self.one

    def note(self, digest: str) -> bool:
        """Notes a message; ``False`` when it is the last one again. Two who ask at once are answered differently."""
        now = timezone.now()
        fresh = ~Q(last_message=digest) | Q(last_at__lt=now - TWICE)
        this = type(self).objects.filter(fresh, pk=self.pk, stopped_at=None)
        return bool(this.update(last_message=digest, last_at=now))
