"""What organisations are and what they did in the project. The codes are stable; the labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an organisation is to the portal."""

    PARTNER = "partner", _("Project partner")
    NETWORK = "network", _("Network of centres")
    OTHER = "other", _("Other organisation")


class ProjectRole(models.TextChoices):
    """What an organisation did in Keep in Pact; empty for those that took no part."""

    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")


class MemberRole(models.TextChoices):
    """What somebody does for an organisation in the admin."""

    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")


class Visible(models.TextChoices):
    """Who sees the profile of a practitioner."""

    EVERYONE = "everyone", _("Everyone")
    COLLEAGUES = "colleagues", _("Colleagues who have signed in")
    NOBODY = "nobody", _("Nobody")
