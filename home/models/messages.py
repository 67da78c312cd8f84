"""Messages from the contact form."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.vocabularies import Topic

DONE_KEPT, KEPT = timedelta(days=30), timedelta(days=365)
"""How long a message that was dealt with is kept after it came, and any other."""


class ContactMessageQuerySet(models.QuerySet):
    """Messages by whether somebody still needs them."""

    def outlived(self, now: datetime) -> Self:
        """Those dealt with, a month after they came, and any other after a year."""
        return self.filter(Q(done=True, created_at__lt=now - DONE_KEPT) | Q(created_at__lt=now - KEPT))


class ContactMessage(models.Model):
    """A message left in the form. Kept until it is dealt with, at most a year; no IP address, no user agent."""

    topic = models.CharField(_("about"), max_length=20, choices=Topic.choices, default=Topic.OTHER)
    message = models.TextField(_("message"), max_length=5000)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    about = models.CharField(_("page"), max_length=300, blank=True, help_text=_("The page the message was sent from."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    done = models.BooleanField(_("dealt with"), default=False, db_index=True)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["done", "-created_at"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} ({self.created_at:%Y-%m-%d})" if self.created_at else self.topic
