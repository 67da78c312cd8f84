"""Somebody asks for translations."""

from django.conf import settings
from django.db import models

from translation.models.standings import Standing


class TranslationRequest(models.Model):
    """``standings``: what is asked for, each a thing in a language; their own ``due`` and ``owner`` are what lists sort by.

    ``key``: of the form it was sent with, so that one that is sent twice asks once.
    """

    key = models.UUIDField(unique=True)
    message = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    standings = models.ManyToManyField(Standing, related_name="requests")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.message[:80]
