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
    standings = models.ManyToManyField(Standing, related_name="requests", through="RequestedText")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.message[:80]


class RequestedText(models.Model):
    """A thing in a language that somebody asked for. ``done``: it was published since, whatever happened to its original after."""

    request = models.ForeignKey(TranslationRequest, on_delete=models.CASCADE, related_name="texts")
    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="requested")
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "standing"], name="translation_asked_for_once")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.standing_id}"


def open_requests(standing: Standing) -> models.QuerySet[TranslationRequest]:
    """For this thing in this language, the newest first; not those it was published for."""
    return TranslationRequest.objects.filter(texts__standing=standing, texts__done=False).select_related("asked_by")
