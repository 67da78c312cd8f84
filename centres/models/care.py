"""Who looks after a centre, what people say has changed, and what the centre was asked."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from centres.models.centre import Centre

KEPT = timedelta(days=730)
"""How long owners who gave no sign, and review mails, are remembered."""
DECIDED_KEPT = timedelta(days=365)
"""How long a decided suggestion is."""


class OwnerQuerySet(models.QuerySet):
    """Owners by whether they still look after their centre."""

    def outlived(self, now: datetime) -> Self:
        """Those who neither used a link nor answered a mail for two years, though they were asked or had confirmed once."""
        since = now - KEPT
        mails = ReviewRequest.objects.filter(centre=OuterRef("centre"), email=OuterRef("email"))
        asked = Exists(mails.filter(sent_at__lt=since))
        answered = Exists(mails.filter(answered_at__gte=since))
        quiet = Q(verified_at__lt=since) | Q(asked, verified_at=None)
        return self.filter(quiet).exclude(answered)


class Owner(models.Model):
    """Somebody at the centre who may edit this one centre through signed links sent to the address.

    ``verified_at``: when a link was used last; empty when an editor entered the address by hand and none has been used yet.
    """

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="owners", verbose_name=_("centre"))
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of the mails"), max_length=10, choices=settings.LANGUAGES, default="en")
    verified_at = models.DateTimeField(_("address confirmed on"), null=True, editable=False)
    active = models.BooleanField(
        _("may edit"), default=True, help_text=_("Untick to make every link that was sent to this address useless.")
    )

    objects = OwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        ordering = ["centre__name", "email"]
        constraints = [models.UniqueConstraint(fields=["centre", "email"], name="centres_one_owner_an_address")]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)


class SuggestionQuerySet(models.QuerySet):
    """Suggestions by whether they are settled."""

    def outlived(self, now: datetime) -> Self:
        """Those decided, a year after they came."""
        return self.exclude(state__in=OPEN_STATES).filter(created_at__lt=now - DECIDED_KEPT)


class Suggestion(models.Model):
    """A change somebody proposes. ``changes``: ``{name: {"from": value, "to": value}}``, as of the day it was sent.

    Names are those of fields of the centre, or of its texts with the language behind (``papers_fr``).
    ``email`` is emptied once it is decided: the mail that tells the sender has it until it is sent.
    """

    class State(models.TextChoices):
        """Only one suggestion a centre is in review; the others wait for their turn."""

        WAITING = "waiting", _("Waiting")
        IN_REVIEW = "in-review", _("In review")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("centre"))
    changes = models.JSONField(_("changes"), default=dict)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    by_owner = models.BooleanField(_("from the centre itself"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested change")
        verbose_name_plural = _("suggested changes")
        default_permissions = ("view",)
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.centre} ({self.created_at:%Y-%m-%d})" if self.created_at else str(self.centre_id)


OPEN_STATES = (Suggestion.State.WAITING, Suggestion.State.IN_REVIEW)
"""Suggestions nobody has decided yet."""


class ReviewRequestQuerySet(models.QuerySet):
    """Review mails by whether they still matter."""

    def outlived(self, now: datetime) -> Self:
        """Those sent two years ago, but for the wish never to be written to again: that is kept."""
        return self.filter(sent_at__lt=now - KEPT).exclude(answer=self.model.Answer.NEVER)


class ReviewRequest(models.Model):
    """A mail that asked a centre whether its facts are still right, and the answer."""

    class Answer(models.TextChoices):
        """What the reader of the mail chose."""

        RIGHT = "right", _("All is right")
        EDIT = "edit", _("Something has changed")
        CLOSED = "closed", _("The centre has closed")
        NEVER = "never", _("No more mails")

    centre = models.ForeignKey(
        Centre, on_delete=models.CASCADE, related_name="review_requests", verbose_name=_("centre")
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("review mail")
        verbose_name_plural = _("review mails")
        default_permissions = ()
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.email} ({self.sent_at:%Y-%m-%d})" if self.sent_at else self.email
