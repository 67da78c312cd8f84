"""Which mails: every list of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Min, Q

SENT_KEPT, FAILED_KEPT = timedelta(days=90), timedelta(days=30)
"""A sent mail has forgotten what it said and to whom; one that was given up still knows."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How mail stands: since when the longest waiting one waits, and how many wait and were given up."""

    since: datetime | None
    waiting: int
    failed: int


class MailQuerySet(models.QuerySet):
    """Mails by what may be done with them."""

    def waiting(self) -> Self:
        """Those to be sent."""
        return self.filter(state=self.model.State.WAITING)

    def unsent(self) -> Self:
        """Those to be sent or given up: another try is possible."""
        return self.exclude(state=self.model.State.SENT)

    def outlived(self, now: datetime) -> Self:
        """Those nobody needs any more."""
        state = self.model.State
        sent = Q(state=state.SENT, ended_at__lt=now - SENT_KEPT)
        return self.filter(sent | Q(state=state.FAILED, ended_at__lt=now - FAILED_KEPT))

    def standing(self) -> Standing:
        """How mail stands, in one query."""
        state = self.model.State
        waiting, failed = Q(state=state.WAITING), Q(state=state.FAILED)
        counts = {"waiting": Count("pk", filter=waiting), "failed": Count("pk", filter=failed)}
        return Standing(**self.order_by().aggregate(since=Min("created_at", filter=waiting), **counts))

    def claim(self, pk: int) -> Any | None:
        """A waiting mail with one more try noted; ``None``: it is gone, has ended, or another worker tries it just now."""
        mail = self.waiting().filter(pk=pk).first()
        if mail is None or not self.waiting().filter(pk=pk, attempts=mail.attempts).update(attempts=F("attempts") + 1):
            return None
        mail.attempts += 1
        return mail
