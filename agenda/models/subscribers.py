"""Who wants to be told when a date is set, and of which events they were told."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.personal import QUIET


class SubscriberQuerySet(models.QuerySet):
    """Addresses by whether they may still be written to."""

    def outlived(self, now: datetime) -> Self:
        """Those nobody has asked with for two years."""
        return self.filter(asked_at__lt=now - QUIET)


class Subscriber(models.Model):
    """Somebody who is told when a date is set: an address in small letters and the language of the letters; nothing else."""

    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("person waiting for a date")
        verbose_name_plural = _("people waiting for a date")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.email


class Announcement(models.Model):
    """An event people were told of: once, whatever the number of its languages and versions."""

    event_key = models.UUIDField(unique=True)
    """The ``translation_key`` of the event's pages."""
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.event_key)
