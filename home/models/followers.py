"""Who follows the portal by mail, and what they want to hear of."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import CodesField
from core.personal import LAST_CALL, QUIET
from core.vocabularies import Kind, Theme
from home.vocabularies import Rhythm, Written


class FollowerQuerySet(models.QuerySet):
    """Followers by when they are written to, and by how long they have been quiet."""

    def due(self, week: datetime, month: datetime) -> Self:
        """Those not told of what was published before the week, or the month, began."""
        weekly = Q(rhythm=Rhythm.WEEKLY, told_until__lt=week)
        return self.filter(weekly | Q(rhythm=Rhythm.MONTHLY, told_until__lt=month))

    def quiet(self, now: datetime) -> Self:
        """Those who gave no sign for two years and have not been written to about it."""
        return self.filter(seen_at__lt=now - QUIET, warned_at=None)

    def outlived(self, now: datetime) -> Self:
        """Those who gave no sign after that mail either."""
        return self.filter(seen_at__lt=now - QUIET, warned_at__lt=now - LAST_CALL)


class Follower(models.Model):
    """Somebody who has opened the link in our mail: an address in small letters, and what they chose.

    ``language`` is that of the mails, ``languages`` those of the texts. No ``kinds``: all; no ``themes``: all. ``told_until``:
    what was published before is told, or was no news to them. ``refused``: mails the address has refused since its owner's last sign.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    languages = CodesField(Written)
    kinds = CodesField(Kind)
    themes = CodesField(Theme)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    told_until = models.DateTimeField(default=timezone.now, db_index=True)
    seen_at = models.DateTimeField(default=timezone.now)
    warned_at = models.DateTimeField(null=True)
    refused = models.PositiveSmallIntegerField(default=0)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower by mail")
        verbose_name_plural = _("followers by mail")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.email
