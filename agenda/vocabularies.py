"""Kinds of events and the time zones they can stand in. The codes are public and stable."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What people come together for."""

    PEER_EXCHANGE = "peer-exchange", _("Peer exchange")
    TRAINING = "training", _("Training")
    MEETING = "meeting", _("Partners’ meeting")
    MULTIPLIER = "multiplier", _("Multiplier event")
    OPEN_DAY = "open-day", _("Open day")


TIME_ZONES = (
    "UTC",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Madeira",
    "Atlantic/Reykjavik",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Belgrade",
    "Europe/Berlin",
    "Europe/Bratislava",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Chisinau",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/Ljubljana",
    "Europe/London",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Malta",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Podgorica",
    "Europe/Prague",
    "Europe/Riga",
    "Europe/Rome",
    "Europe/Sarajevo",
    "Europe/Skopje",
    "Europe/Sofia",
    "Europe/Stockholm",
    "Europe/Tallinn",
    "Europe/Tirane",
    "Europe/Vienna",
    "Europe/Vilnius",
    "Europe/Warsaw",
    "Europe/Zagreb",
    "Europe/Zurich",
    "Asia/Nicosia",
    "Africa/Casablanca",
    "Africa/Tunis",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Martinique",
    "Indian/Mayotte",
    "Indian/Reunion",
)
"""IANA names a European network needs, its regions overseas and its neighbours included."""


def zone_choices() -> list[tuple[str, str]]:
    """Time zones for a select box, by their stable names."""
    return [(name, name.replace("_", " ")) for name in TIME_ZONES]


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name; an unknown one raises ``ZoneInfoNotFoundError``."""
    return ZoneInfo(name)
