"""What machines are asked to translate, and what that costs."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from translation.models.standings import Standing
from translation.vocabularies import MachineReason


class MachineState(models.TextChoices):
    """How far a request, or a part of one, has come."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    DONE = "done", _("Done")
    FAILED = "failed", _("Nothing came of it")


OPEN = (MachineState.WAITING, MachineState.SENT, MachineState.ANSWERED)
"""While something may still come of it."""


class MachineRequest(models.Model):
    """Somebody asks for the missing passages of a thing in a language; one at a time is open.

    ``passages``, ``words`` and ``characters`` are what was asked for, ``written`` passages came of it. ``left``: the reason of each
    passage that stayed as it was, by its key; ``reason``: why parts of the request came to nothing.
    """

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="machine_requests")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    provider = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=MachineState.choices, default=MachineState.WAITING)
    reason = models.CharField(max_length=12, choices=MachineReason.choices, blank=True)
    passages = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["standing"],
                condition=Q(state__in=["waiting", "sent"]),
                name="translation_one_machine_a_standing",
            )
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.provider}: {self.standing_id}, {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in OPEN


class MachinePart(models.Model):
    """What goes to a provider at once; it is deleted when its request has ended.

    ``texts``: ``[[key of a passage, its words, what it said in the language], …]``, in the order they are sent; ``shields``:
    ``[[HTML that is sent, what is kept from it], …]`` of each (``machine.shielding``); ``answer``: what a provider that calls back
    has sent.
    """

    request = models.ForeignKey(MachineRequest, on_delete=models.CASCADE, related_name="parts")
    texts = models.JSONField()
    shields = models.JSONField(default=list)
    characters = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=MachineState.choices, default=MachineState.WAITING)
    reason = models.CharField(max_length=12, choices=MachineReason.choices, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id}: {len(self.texts)}, {self.state}"


class MachineUsage(models.Model):
    """Characters that went to a provider in a month; ``month`` is its first day."""

    provider = models.CharField(max_length=20)
    month = models.DateField()
    characters = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "month"], name="translation_machine_usage_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.month:%Y-%m}: {self.characters}"
