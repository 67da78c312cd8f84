"""What resources are about and how they may be used. The codes are public and stable; the labels are translated."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.vocabularies import Kind


class ResourceKind(models.TextChoices):
    """The three kinds of resource; each has a list of its own."""

    CASE = "case", Kind.CASE_STUDY.label
    MODULE = "module", Kind.MODULE.label
    PUBLICATION = "publication", Kind.PUBLICATION.label


class Licence(models.TextChoices):
    """Under which terms a text or file may be used."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    RESERVED = "reserved", _("All rights reserved")
    TO_CONFIRM = "to-confirm", _("To be confirmed")


LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class PracticeStatus(models.TextChoices):
    """Whether a described practice still exists."""

    RUNNING = "running", _("Running")
    PILOT = "pilot", _("Pilot")
    MOVING = "moving", _("Moving")
    UNVERIFIED = "unverified", _("To be confirmed")
    ENDED = "ended", _("Ended")


STATUS_SHAPES = {
    PracticeStatus.RUNNING: "open",
    PracticeStatus.PILOT: "moving",
    PracticeStatus.MOVING: "moving",
    PracticeStatus.UNVERIFIED: "confirm",
    PracticeStatus.ENDED: "closed",
}
"""The shape each status is shown with (``core.components.status``)."""


class PartnerRole(models.TextChoices):
    """What a partner does in a described practice."""

    LEAD = "lead", _("Leads")
    HOST = "host", _("Host")
    FUNDER = "funder", _("Pays")
    GUIDANCE = "guidance", _("Guides people")
    EMPLOYMENT = "employment", _("Helps to find work")
    TRAINING = "training", _("Trains")
    REFERRAL = "referral", _("Takes over from there")
    SUPPORT = "support", _("Supports")


class PublicationKind(models.TextChoices):
    """What sort of publication it is."""

    GUIDE = "guide", _("Guide")
    REPOSITORY = "repository", _("Repository")
    TOOLKIT = "toolkit", _("Toolkit")
    REPORT = "report", _("Report")


class Language(models.TextChoices):
    """Languages a publication exists in."""

    FR = "fr", _("French")
    NL = "nl", _("Dutch")
    IT = "it", _("Italian")
    PT = "pt", _("Portuguese")
    HR = "hr", _("Croatian")
    EN = "en", _("English")
    DE = "de", _("German")
    ES = "es", _("Spanish")
    FI = "fi", _("Finnish")


SEVERAL_COUNTRIES: tuple[str, Promise] = ("several", _("Several countries"))
