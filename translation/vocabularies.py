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


class MachineReason(models.TextChoices):
    """Why a machine has not translated something, said to whoever asked for it."""

    UNREACHABLE = "unreachable", _("The translation service did not answer.")
    BUSY = "busy", _("The translation service had too much to do.")
    KEY = "key", _("The translation service did not accept the portal’s key. Tell an administrator.")
    QUOTA = "quota", _("The translation service’s allowance is used up.")
    BUDGET = "budget", _("The portal’s budget for this month is used up.")
    REJECTED = "rejected", _("The translation service does not take this text or this language.")
    NONSENSE = "nonsense", _("The translation service sent something that is no translation.")
    SHORT = "short", _("The translation service sent fewer texts than it was given.")
    LATE = "late", _("The translation service had not answered after two days.")
    OFF = "off", _("Machine translation is no longer set up for this language.")
    MANGLED = "mangled", _("A link, a format or a placeholder was lost on the way.")
    NUMBER = "number", _("A number was lost on the way.")
    LANGUAGE = "language", _("What came back is in another language.")
    LENGTH = "length", _("What came back does not fit into its place.")
    CUT = "cut", _("What came back is cut off.")
    SAME = "same", _("It says the same as before. See whether it is still right.")
    LOCKED = "locked", _("Somebody else had locked it, or was deciding about it.")
    STOPPED = "stopped", _("The translation is no longer written passage by passage.")
    MEANWHILE = "meanwhile", _("Somebody wrote a text meanwhile. It was kept.")
    CHANGED = "changed", _("The original was changed meanwhile.")
