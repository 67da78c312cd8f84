"""Who works for an organisation in the admin, and what it has there of its own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from community.models.organisations import Organisation
from community.vocabularies import MemberRole


class MembershipQuerySet(models.QuerySet):
    """Memberships by what they allow."""

    def managing(self) -> Self:
        """Those of managers."""
        return self.filter(role=MemberRole.MANAGER)


class Membership(models.Model):
    """Somebody who works for an organisation: members write for it, managers also answer for it and invite others."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        # Who may change them is asked of each organisation, by ``community.membership``.
        default_permissions = ()
        ordering = ("user__last_name", "user__first_name", "user__username")
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="community_a_member_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"


class Space(models.Model):
    """What an organisation has of its own in the admin: a group of its members, and a collection for their files."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="space")
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="space")
    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="space")

    class Meta:
        verbose_name = _("organisation")
        # The mark of the group: who does not have it works for nobody, which costs no query to know.
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(self.organisation)
