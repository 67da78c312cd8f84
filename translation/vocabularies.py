"""Words for how far a translation is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SegmentState(models.TextChoices):
    """Of one passage in one language."""

    MISSING = "missing", _("Missing")
    MACHINE = "machine", _("Machine")
    EDITING = "editing", _("Needs editing")
    REVIEW = "review", _("To review")
    APPROVED = "approved", _("Approved")


class ItemState(models.TextChoices):
    """Of one page, or another thing with texts, in one language; in the order of what to do about it."""

    CHANGED = "changed", _("Source changed")
    BEGUN = "begun", _("In translation")
    REVIEW = "review", _("To review")
    FALLBACK = "fallback", _("Shows the original")
    MISSING = "missing", _("Missing")
    PUBLISHED = "published", _("Published")
