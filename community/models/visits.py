"""How practitioners are signed in: sessions of their own, apart from those of the admin, and links that work once."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from community.models.practitioners import Practitioner


class VisitQuerySet(models.QuerySet):
    """Sessions by whether they hold."""

    def current(self, now: datetime) -> Self:
        """Those that have not ended."""
        return self.filter(ends_at__gt=now)

    def outlived(self, now: datetime) -> Self:
        """Those that have."""
        return self.filter(ends_at__lte=now)


class Visit(models.Model):
    """One browser somebody is signed in with. ``token``: a hash of what its cookie holds, so that no backup signs anybody in."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="visits")
    token = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField(db_index=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class UsedLink(models.Model):
    """A link of a mail that has been used. ``nonce``: the number drawn for it, which says nothing of anybody."""

    nonce = models.CharField(max_length=43, unique=True)
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.nonce
