"""Whether a day is a public holiday of a country or of its part."""

from datetime import date, datetime, time
from functools import lru_cache

import opening_hours

from centres.opening.regional_holidays import regional_days
from centres.opening.zones import ZONES


@lru_cache(maxsize=64)
def _national(country: str) -> opening_hours.OpeningHours | None:
    """The country's own holidays as hours; ``None`` when the evaluator has none of them."""
    if country not in ZONES:
        return None
    try:
        return opening_hours.OpeningHours("PH", country=country)
    except opening_hours.UnknownCountryError:
        return None


@lru_cache(maxsize=16_384)
def is_holiday(country: str, region: str, city: str, day: date) -> bool:
    """Whether the country or the region keeps a public holiday on that day; a part's code names region and city too."""
    national = _national(country)
    return bool(national and national.is_open(datetime.combine(day, time(12)))) or bool(
        regional_days(country, region, city, day, day)
    )
