"""Who takes part in an event: the register of the event, and the sign-ups in it."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HELD = timedelta(hours=24)
"""How long a seat is held for who has not opened the link in the mail."""


class RegisterQuerySet(models.QuerySet):
    """Registers by their event."""

    def locked(self, pk: int) -> Any:
        """The register, for this transaction alone: whoever else changes its sign-ups waits. Raises Register.DoesNotExist."""
        return self.select_for_update().get(pk=pk)

    def counted(self) -> Self:
        """With ``taken``, the number of seats taken."""
        return self.annotate(taken=Count("signups", filter=Q(signups__state="seated")))

    def outlived(self, now: datetime, kept: timedelta) -> Self:
        """Those of events that are over for so long and whose sign-ups are still there."""
        return self.filter(ends_at__lt=now - kept, forgotten_at=None)


class Register(models.Model):
    """What of an event people can sign up for, one for all its languages. It stays when the sign-ups are deleted."""

    event_key = models.UUIDField(unique=True)
    """The ``translation_key`` of the event's pages."""
    is_open = models.BooleanField(default=False)
    """Whether the event, as it is published, takes sign-ups at all."""
    places = models.PositiveIntegerField(null=True)
    closes_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    join_url = models.URLField(blank=True)
    facts = models.JSONField(default=dict)
    """What those who have signed up were told of time and place (``agenda.signups.events.facts_of``)."""
    sequence = models.PositiveIntegerField(default=0)
    """Rises with each change calendars are told of (RFC 5545)."""
    numbers = models.JSONField(default=dict)
    """What is left of the sign-ups: ``signed_up``, ``came`` and ``countries`` ({code: number})."""
    forgotten_at = models.DateTimeField(null=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-ups of an event")
        verbose_name_plural = _("sign-ups of events")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.event_key)

    def takes(self, now: datetime) -> bool:
        """Whether somebody may sign up at this moment."""
        return self.is_open and now < self.closes_at

    def free(self, taken: int) -> int | None:
        """Seats left; ``None`` where there is no limit."""
        return None if self.places is None else max(0, self.places - taken)


class SignUpQuerySet(models.QuerySet):
    """Sign-ups by what becomes of them."""

    def seated(self) -> Self:
        """Those who hold a seat, confirmed or not yet."""
        return self.filter(state=SignUp.State.SEATED)

    def present(self) -> Self:
        """Those who hold a seat for sure."""
        return self.seated().filter(confirmed_at__isnull=False)

    def queue(self) -> Self:
        """Those who wait for a seat, the first one first. Who has not opened the link yet is passed over."""
        waiting = self.filter(state=SignUp.State.WAITING, confirmed_at__isnull=False)
        return waiting.order_by("asked_at", "pk")

    def reached(self) -> Self:
        """Those who have proved their address and still mean to come."""
        return self.exclude(state=SignUp.State.CANCELLED).filter(confirmed_at__isnull=False)

    def expired(self, now: datetime) -> Self:
        """Those who have not opened the link in time."""
        return self.filter(confirmed_at=None, asked_at__lt=now - HELD)


class SignUp(models.Model):
    """Somebody who wants to take part: an address in small letters, a name, and what the organiser asked."""

    class State(models.TextChoices):
        """What somebody may expect."""

        SEATED = "seated", _("Has a place")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", _("Cancelled")

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="signups")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    answers = models.JSONField(default=list)
    """``[[key of the question, question as it was read, answer], …]``"""
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    """When the link in the mail was opened and the button pressed."""
    written_at = models.DateTimeField(null=True)
    """When the form was last answered by mail."""
    reminded_at = models.DateTimeField(null=True)
    came = models.BooleanField(_("came"), default=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        default_permissions = ()
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["register", "email"], name="agenda_one_sign_up_each")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_certified(self) -> bool:
        """Whether a certificate may be given out."""
        return self.came and self.state == self.State.SEATED
