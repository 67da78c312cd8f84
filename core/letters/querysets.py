"""Which mails: every list of them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

SENT_KEPT, FAILED_KEPT = timedelta(days=90), timedelta(days=30)
"""A sent mail has forgotten what it said and to whom; one that was given up still knows."""


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

    def claim(self, pk: int) -> Any | None:
        """A waiting mail with one more try noted; ``None``: it is gone, has ended, or another worker tries it just now."""
        mail = self.waiting().filter(pk=pk).first()
        if mail is None or not self.waiting().filter(pk=pk, attempts=mail.attempts).update(attempts=F("attempts") + 1):
            return None
        mail.attempts += 1
        return mail
