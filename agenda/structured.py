"""An event for machines: schema.org."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from agenda.times import Period

SCHEMA = "https://schema.org/"


@dataclass(frozen=True, slots=True)
class Offer:
    """Sign-up for an event: absolute address of the form, places (``None``: no limit), seats left, until when."""

    url: str
    places: int | None
    left: int | None
    closes_at: datetime
    is_open: bool


class Happening(Protocol):
    """An event, as far as machines are told of it. ``organiser``: with ``name`` and ``website``."""

    cancelled: Any
    postponed: Any
    moved_online: Any
    online: Any
    venue: Any
    place: Any
    country: Any
    link: Any
    organiser: Any

    @property
    def full_url(self) -> str | None:
        """The absolute address of its page."""
        ...

    @property
    def period(self) -> Period:
        """Its days and times."""
        ...


def event_data(event: Happening, offer: Offer | None = None) -> dict[str, Any]:
    """What schema.org/Event asks for, from what is known; nothing is made up."""
    period = event.period
    if period.all_day:
        start, end = period.start_date.isoformat(), period.end_date.isoformat()
    else:
        start, end = period.local_start.isoformat(), period.local_end.isoformat()
    data: dict[str, Any] = {
        "startDate": start,
        "endDate": end,
        "eventStatus": SCHEMA + _status(event),
        "eventAttendanceMode": SCHEMA + _attendance(event),
    }
    locations = [location for location in (_place(event), _virtual(event)) if location]
    if locations:
        data["location"] = locations[0] if len(locations) == 1 else locations
    if event.organiser:
        organiser = {"@type": "Organization", "name": event.organiser.name}
        data["organizer"] = organiser | ({"url": event.organiser.website} if event.organiser.website else {})
    return data | (_offer_data(offer) if offer and not event.cancelled else {})


def _status(event: Happening) -> str:
    if event.cancelled:
        return "EventCancelled"
    if event.postponed:
        return "EventPostponed"
    return "EventMovedOnline" if event.moved_online else "EventScheduled"


def _offer_data(offer: Offer) -> dict[str, Any]:
    """Whether one can still sign up. No price: the portal knows of none."""
    availability = "SoldOut" if offer.left == 0 or not offer.is_open else "InStock"
    data: dict[str, Any] = {
        "offers": {
            "@type": "Offer",
            "url": offer.url,
            "availability": SCHEMA + availability,
            "availabilityEnds": offer.closes_at.isoformat(),
        }
    }
    if offer.places is not None:
        data |= {"maximumAttendeeCapacity": offer.places, "remainingAttendeeCapacity": offer.left}
    return data


def _attendance(event: Happening) -> str:
    if event.online:
        return "MixedEventAttendanceMode" if event.place else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _place(event: Happening) -> dict[str, Any] | None:
    if not (event.place or event.country or event.venue):
        return None
    address = {"@type": "PostalAddress", "addressLocality": event.place, "addressCountry": event.country}
    return {
        "@type": "Place",
        "name": event.venue or event.place or event.country,
        "address": {key: value for key, value in address.items() if value},
    }


def _virtual(event: Happening) -> dict[str, Any] | None:
    return {"@type": "VirtualLocation", "url": event.link or event.full_url} if event.online else None
