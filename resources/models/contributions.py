"""A good practice somebody sends without an account, from its first step to the time when who sent it is forgotten."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Organisation
from resources.models.case_studies import CaseStudyPage

UNSENT_FOR = timedelta(days=60)
"""How long what was begun and not sent is kept after it was last touched."""
REMINDED_BEFORE = timedelta(days=7)
KNOWN_FOR = timedelta(days=365)
"""How long the portal knows who sent something after it was decided."""


class ContributionState(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("Begun")
    SENT = "sent", _("Received")
    READING = "reading", _("Being read")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CHANGING = "changing", _("Published; its author begins a change")


WRITTEN = (ContributionState.DRAFT, ContributionState.CHANGING)
"""While its author writes."""
WAITING = (ContributionState.SENT, ContributionState.READING)
DECIDED = (ContributionState.PUBLISHED, ContributionState.DECLINED, ContributionState.WITHDRAWN)


class ContributionQuerySet(models.QuerySet):
    """Contributions by what is to be done about them."""

    def sent(self) -> Self:
        """All but what is only begun."""
        return self.exclude(state=ContributionState.DRAFT)

    def to_remind(self, now: datetime) -> Self:
        """Begun, untouched for so long that they are deleted in a week, and nobody has been told."""
        since = now - UNSENT_FOR + REMINDED_BEFORE
        return self.filter(state=ContributionState.DRAFT, touched_at__lt=since, reminded_at=None)

    def outlived(self, now: datetime) -> Self:
        """Begun and left, a week after their author was told."""
        return self.filter(
            state=ContributionState.DRAFT, touched_at__lt=now - UNSENT_FOR, reminded_at__lt=now - REMINDED_BEFORE
        )

    def change_left(self, now: datetime) -> Self:
        """Published; a change was begun and left."""
        return self.filter(state=ContributionState.CHANGING, touched_at__lt=now - UNSENT_FOR)

    def to_forget(self, now: datetime) -> Self:
        """Decided so long ago that nobody needs to know any more who sent it."""
        return self.filter(state__in=DECIDED, decided_at__lt=now - KNOWN_FOR, forgotten_at=None)


class Contribution(models.Model):
    """What somebody wrote, in one language; ``answers`` holds it by the name of the field, until it is forgotten."""

    wagtail_reference_index_ignore = True  # it is no place where a page or file is shown

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ContributionState.choices, default=ContributionState.DRAFT
    )
    page = models.ForeignKey(
        CaseStudyPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("case study"),
    )
    reason = models.TextField(_("reason"), blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When coordinators were told that its language has no list to put it below."""
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawal_asked_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        # Seen: those of one's languages and organisations; changed: all of them.
        default_permissions = ("view", "change")
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.title or str(_("Good practice without a title"))

    @property
    def title(self) -> str:
        """What its author called it; the title of the page once the author's words are forgotten."""
        return self.answers.get("title") or (self.page.title if self.page else "")

    @property
    def organisation_name(self) -> str:
        """The chosen organisation, or the one that was written."""
        return str(self.organisation) if self.organisation else self.answers.get("other_organisation", "")

    @property
    def is_public(self) -> bool:
        """Whether visitors read it."""
        return bool(self.page and self.page.live)

    def decide(self, state: str, reason: str = "") -> None:
        """Notes what became of it."""
        self.state, self.reason, self.decided_at = state, reason, timezone.now()
        self.save(update_fields=["state", "reason", "decided_at"])


def _private_place(instance: "ContributedFile", name: str) -> str:
    """Below ``documents``, which has no address (``core.uploads.storage``)."""
    return f"documents/contributions/{instance.contribution.uid}/{Path(name).name}"


class ContributedFile(models.Model):
    """A file or picture as it was sent; nobody but its author is handed it before there is a draft."""

    wagtail_reference_index_ignore = True

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=_private_place, max_length=250)
    is_picture = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    alt = models.CharField(max_length=250, blank=True)
    size = models.PositiveIntegerField(default=0)
    """Bytes."""
    image = models.ForeignKey("core.CustomImage", on_delete=models.SET_NULL, null=True, related_name="+")
    document = models.ForeignKey("core.CustomDocument", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("contributed file")
        verbose_name_plural = _("contributed files")
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """With what lies on the disk, once that is certain."""
        storage, name = self.file.storage, self.file.name
        if name:
            transaction.on_commit(partial(storage.delete, name))
        return super().delete(*args, **kwargs)


class AuthorQuestion(models.Model):
    """What somebody who reads the draft asked its author, and the answer."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("question to an author")
        verbose_name_plural = _("questions to authors")
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]
