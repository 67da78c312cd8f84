"""Which text was made of the notes of an exchange: one, whatever the number of its languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Retelling(models.Model):
    """The page that came of an event, by the event's key; ``page`` is empty when it was deleted."""

    event_key = models.UUIDField(unique=True)
    """The ``translation_key`` of the event's pages."""
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("text made of an exchange")
        verbose_name_plural = _("texts made of exchanges")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.event_key)
