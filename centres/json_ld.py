"""A centre in schema.org's words, for search engines and other machines. Only what is known is said."""

from typing import Any

from centres.hours import DAYS, parse_week
from centres.models.centre import Centre

_DAY_URLS = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def _address(centre: Centre) -> dict[str, str]:
    parts = {
        "streetAddress": centre.street,
        "postalCode": centre.postcode,
        "addressLocality": centre.city,
        "addressRegion": centre.region,
        "addressCountry": centre.country,
    }
    return {"@type": "PostalAddress", **{name: value for name, value in parts.items() if value}}


def _hours(centre: Centre) -> list[dict[str, str]]:
    week = parse_week(centre.hours) if centre.hours else None
    if week is None:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{_DAY_URLS[code]}",
            "opens": start,
            "closes": "23:59" if end == "24:00" else end,
        }
        for code, day in zip(DAYS, week.days, strict=True)
        for start, end in day.intervals
    ]


def centre_json_ld(centre: Centre, url: str, text: Any, name: str, special: Any = ()) -> dict[str, Any]:
    """schema.org description. ``text`` is the shown text row or ``None``; hours only when somebody confirmed them."""
    from centres.freshness import is_fresh

    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EmploymentAgency" if "work" in centre.needs else "LocalBusiness",
        "@id": url,
        "identifier": str(centre.uid),
        "name": name,
        "url": url,
        "address": _address(centre),
    }
    if text:
        data |= {"description": text.summary}
    if centre.name != name:
        data["alternateName"] = centre.name
    if centre.point and centre.point_precision != "city":
        data["geo"] = {"@type": "GeoCoordinates", "latitude": centre.point[0], "longitude": centre.point[1]}
    extra = {"sameAs": centre.website, "telephone": centre.phone, "email": centre.email}
    data |= {key: value for key, value in extra.items() if value}
    if centre.spoken:
        data["knowsLanguage"] = list(centre.spoken)
    if centre.free:
        data["isAccessibleForFree"] = True
    if is_fresh(centre):
        data |= {"openingHoursSpecification": _hours(centre)} if _hours(centre) else {}
    return data
