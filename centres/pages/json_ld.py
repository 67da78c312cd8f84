"""A centre in schema.org's words, for search engines and other machines. Only what is known is said.

What a centre offers hangs on ``makesOffer``: schema.org gives an audience to a service, not to an organization.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from centres import vocabularies
from centres.fields.hours import DAYS, parse_week
from centres.models.centre import Centre
from centres.models.special_hours import SpecialHours
from centres.telling.answers import labels
from centres.telling.freshness import is_fresh
from core.i18n.languages import active_language

_DAY_URLS = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
_HOURS = "OpeningHoursSpecification"
_CLOSED_ON_HOLIDAYS = {"dayOfWeek": "https://schema.org/PublicHolidays", "opens": "00:00", "closes": "00:00"}
"""A day that closes when it opens is closed, as search engines read it."""
_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _known(**values: Any) -> dict[str, Any]:
    """The values that say something."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _address(centre: Centre) -> dict[str, str]:
    return {"@type": "PostalAddress"} | _known(
        streetAddress=centre.street,
        postalCode=centre.postcode,
        addressLocality=centre.city,
        addressRegion=centre.region,
        addressCountry=centre.country,
    )


def _end(time: str) -> str:
    return "23:59" if time == "24:00" else time


def _hours(centre: Centre) -> list[dict[str, str]]:
    """The ordinary week, once somebody has confirmed it.

    schema.org has a day of its own for public holidays: left out, nothing is said of them. Hours that hang on a
    condition are no grid, and are not said at all.
    """
    week = parse_week(centre.hours) if centre.hours and is_fresh(centre) else None
    if week is None or centre.status in vocabularies.NOBODY_THERE:
        return []
    days = [
        {"@type": _HOURS, "dayOfWeek": f"https://schema.org/{_DAY_URLS[code]}", "opens": start, "closes": _end(end)}
        for code, day in zip(DAYS, week.days, strict=True)
        for start, end in day.intervals
    ]
    return [*days, {"@type": _HOURS, **_CLOSED_ON_HOLIDAYS}] if week.holidays_off else days


def _special_hours(centre: Centre, special: Sequence[SpecialHours]) -> list[dict[str, str]]:
    """Days with other hours from today on; closed days open and close at midnight, as search engines read it."""
    if centre.status in vocabularies.NOBODY_THERE:
        return []
    found = []
    for entry in special:
        if entry.last_day >= timezone.localdate():
            opens, closes = entry.interval or ("00:00", "00:00")
            days = {"validFrom": entry.first_day.isoformat(), "validThrough": entry.last_day.isoformat()}
            found.append({"@type": _HOURS, **days, "opens": opens, "closes": _end(closes)})
    return found


def _audience(centre: Centre) -> dict[str, Any]:
    named = [] if centre.everyone else labels(vocabularies.Audience, centre.audiences)
    audience = _known(audienceType=", ".join(named), suggestedMinAge=centre.age_from, suggestedMaxAge=centre.age_to)
    return {"@type": "PeopleAudience", **audience} if audience else {}


def _offers(centre: Centre) -> list[dict[str, Any]]:
    audience = _audience(centre)
    services = labels(vocabularies.Service, centre.services) or ([""] if audience else [])
    return [
        {"@type": "Offer", "itemOffered": {"@type": "Service", **_known(name=name, audience=audience)}}
        for name in services
    ]


def _amenities(centre: Centre) -> list[dict[str, Any]]:
    names = labels(vocabularies.Accessibility, centre.accessible)
    return [{"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in names]


def _contact(centre: Centre) -> dict[str, Any]:
    ways = _known(telephone=centre.phone, email=centre.email)
    return {"@type": "ContactPoint", **ways, **_known(availableLanguage=list(centre.spoken))} if ways else {}


def _organisation(name: str, url: str = "") -> dict[str, str]:
    return {"@type": "Organization", "name": name, **_known(url=url)}


def _page(centre: Centre, url: str) -> dict[str, Any]:
    """The page itself: when it changed and when its facts were last checked."""
    return {
        "@type": "WebPage",
        "@id": f"{url}#page",
        "url": url,
        "inLanguage": active_language(),
        **_known(
            dateModified=centre.updated_at.isoformat() if centre.updated_at else "",
            lastReviewed=centre.checked_on.isoformat() if centre.checked_on else "",
        ),
    }


def centre_json_ld(
    centre: Centre,
    url: str,
    text: Any,
    name: str,
    special: Sequence[SpecialHours] = (),
    parent: dict[str, str] | None = None,
) -> dict[str, Any]:
    """schema.org description. ``text`` is the shown text row or ``None``; ``parent``: name and url of the main centre, else of who runs it."""
    town_point = centre.point_precision == vocabularies.PointPrecision.CITY
    lat, lng = centre.point or (None, None)
    network = vocabularies.Network(centre.network).label if centre.network in vocabularies.Network.values else ""
    ended = centre.status == vocabularies.Status.CLOSED and _WHOLE_DATE.fullmatch(centre.status_since)
    return {
        "@context": "https://schema.org",
        "@type": "EmploymentAgency" if "work" in centre.needs else "LocalBusiness",
        "@id": url,
        "identifier": str(centre.uid),
        "name": name,
        "url": url,
        "address": _address(centre),
        "subjectOf": _page(centre, url),
    } | _known(
        description=text.summary if text else "",
        alternateName=centre.name if centre.name != name else "",
        geo=None if lat is None or town_point else {"@type": "GeoCoordinates", "latitude": lat, "longitude": lng},
        sameAs=centre.website,
        telephone=centre.phone,
        email=centre.email,
        contactPoint=_contact(centre),
        knowsLanguage=list(centre.spoken),
        isAccessibleForFree=True if centre.free else None,
        amenityFeature=_amenities(centre),
        makesOffer=_offers(centre),
        memberOf=_organisation(str(network)) if network and centre.network != vocabularies.Network.OTHER else {},
        parentOrganization=_organisation(**parent) if parent else {},
        dissolutionDate=centre.status_since if ended else "",
        openingHoursSpecification=_hours(centre),
        specialOpeningHoursSpecification=_special_hours(centre, special),
    )
