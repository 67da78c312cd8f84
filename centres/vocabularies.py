"""The directory's vocabularies. The codes are public and stable (addresses, API, imports); the labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.collation import sort_key
from core.terms import open_vocabulary
from core.vocabularies import Access, Audience, Need, Service, Spoken

__all__ = [
    "NOBODY_THERE",
    "NOT_KNOWN",
    "Access",
    "Accessibility",
    "AddressLevel",
    "Audience",
    "CheckedBy",
    "Fact",
    "Need",
    "Network",
    "OpenAt",
    "PointPrecision",
    "ReviewInterval",
    "Service",
    "Spoken",
    "Status",
    "language_choices",
]

NOT_KNOWN = "not-known"
"""Filter code that stands for "nobody has told us yet"."""


class Accessibility(models.TextChoices):
    """What makes a centre usable for people with disabilities."""

    STEP_FREE = "step-free", _("Step-free entrance")
    LIFT = "lift", _("Lift")
    TOILET = "toilet", _("Accessible toilet")
    PARKING = "parking", _("Reserved parking")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    SIGN_LANGUAGE = "sign-language", _("Sign language")
    EASY_LANGUAGE = "easy-language", _("Easy language")
    QUIET = "quiet", _("Quiet room")


@open_vocabulary("network", default="other")
class Network(models.TextChoices):
    """The family a centre belongs to; the names are proper names."""

    CITE = "cite-des-metiers", "Cité des métiers"
    OHJAAMO = "ohjaamo", "Ohjaamo"
    LEERWINKEL = "leerwinkel", "Leerwinkel"
    CISOK = "cisok", "CISOK"
    ONE_STOP = "one-stop-shop", _("National one-stop shop")
    OTHER = "other", _("Other network")


class Status(models.TextChoices):
    """What is known about a centre's life. Words of hours, such as "open now", are kept for hours."""

    OPEN = "open", _("In service")
    UNVERIFIED = "unverified", _("Not yet verified")
    MOVING = "moving", _("Moving")
    SUSPENDED = "suspended", _("Suspended")
    PLANNED = "planned", _("Planned")
    CLOSED = "closed", _("Closed for good")
    HISTORIC = "historic", _("Known from older sources")


NOBODY_THERE = (Status.CLOSED, Status.SUSPENDED, Status.PLANNED)
"""With these, opening hours mean nothing today."""


class AddressLevel(models.TextChoices):
    """How exactly the address is known."""

    ADDRESS = "address", _("Street and number")
    STREET = "street", _("Street, number not known")
    SITE = "site", _("Building or site")
    CITY = "city", _("Town only")
    REGION = "region", _("Region only")

    @classmethod
    def of(cls, street: str, site: str, city: str, region: str) -> "AddressLevel":
        """What the parts of an address tell; a town is taken for known unless there is a region in its place."""
        if street:
            return cls.ADDRESS if any(sign.isdigit() for sign in street) else cls.STREET
        if site:
            return cls.SITE
        return cls.CITY if city or not region else cls.REGION


class PointPrecision(models.TextChoices):
    """What the point on the map stands for."""

    DOOR = "door", _("The entrance")
    STREET = "street", _("The street")
    CITY = "city", _("The town")


class CheckedBy(models.TextChoices):
    """Who last confirmed the facts."""

    OWNER = "owner", _("the centre itself")
    EDITOR = "editor", _("an editor")
    SOURCE = "source", _("a public source")


class ReviewInterval(models.IntegerChoices):
    """Months after which facts count as to be confirmed."""

    QUARTER = 3, _("three months")
    HALF_YEAR = 6, _("six months")
    YEAR = 12, _("twelve months")
    TWO_YEARS = 24, _("two years")


class OpenAt(models.TextChoices):
    """When somebody can come."""

    NOW = "now", _("Open now")
    SATURDAY = "saturday", _("Open on Saturday")
    EVENING = "evening", _("Open in the evening")


class Fact(models.TextChoices):
    """Facts that a source leaves open, named to the visitor as "not yet verified"."""

    NAME = "name", _("exact name")
    ADDRESS = "address", _("address")
    STREET = "street", _("street")
    HOUSE_NUMBER = "house-number", _("house number")
    LOCATION = "location", _("present location")
    HOURS = "hours", _("opening hours")
    WEBSITE = "website", _("own website")
    LANGUAGES = "languages", _("languages spoken")
    HOST = "host", _("host organisation")
    LABEL = "label", _("whether it still carries the network’s label")
    STATUS = "status", _("whether it is still in service")


def language_choices() -> list[tuple[str, str]]:
    """(code, name) of all known languages, sorted by their name in the active language."""
    return sorted(Spoken.choices, key=lambda pair: sort_key(pair[1]))
