"""Words of the forms, of the accessibility statement and of drawings. The codes are stable; the labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.i18n.languages import ENDONYMS


class Topic(models.TextChoices):
    """What a message is about. Who waits for a date has a form of its own (``agenda``); messages from before keep the word."""

    CHANGE = "change", _("Something about a centre has changed")
    PRACTICE = "practice", _("I want to share a practice")
    JOIN = "join", _("I want to join the practitioners")
    EVENT = "event", _("Tell me when a date is set")
    ACCESSIBILITY = "accessibility", _("Something stops me from using the portal")
    TRANSLATION = "translation", _("A text is wrong or should be translated")
    OTHER = "other", _("Something else")


TOPICS = [(topic.value, topic.label) for topic in Topic if topic is not Topic.EVENT]
"""What the form asks."""


class Conformance(models.TextChoices):
    """How far the accessibility standard is met: the three answers decision (EU) 2018/1523 knows."""

    FULL = "full", _("Fully compliant")
    PARTIAL = "partial", _("Partially compliant")
    NONE = "none", _("Not compliant")


class Assessment(models.TextChoices):
    """Who assessed the accessibility."""

    SELF = "self", _("Self-assessment")
    THIRD_PARTY = "third-party", _("Assessment by a third party")


class Sign(models.TextChoices):
    """What the sign in a page's drawing shows: an icon of signs.svg."""

    PHONE = "phone", _("A telephone")
    SCREEN = "screen", _("A screen")
    MAIL = "mail", _("A letter")
    LOCK = "lock", _("A lock")
    BOOK = "book", _("A book")
    GLOBE = "globe", _("A globe")


class Rhythm(models.TextChoices):
    """How often who follows by mail is written to, at most."""

    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Once a month")


Written = models.TextChoices("Written", [(code.upper(), (code, name)) for code, name in ENDONYMS.items()])
"""The languages texts of the portal are written in, in their own words."""
