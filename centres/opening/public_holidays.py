"""Whether a day is a public holiday of a country or of its part, and how surely."""

from datetime import date, datetime, time
from functools import lru_cache

import opening_hours

from centres.opening.regional_holidays import days_of_country, regional_days
from centres.opening.zones import ZONES


@lru_cache(maxsize=64)
def _evaluator(country: str) -> opening_hours.OpeningHours | None:
    """The country's own holidays as hours; ``None`` when the evaluator has none of them."""
    if country not in ZONES:
        return None
    try:
        return opening_hours.OpeningHours("PH", country=country)
    except opening_hours.UnknownCountryError:
        return None


@lru_cache(maxsize=16_384)
def is_national(country: str, day: date) -> bool:
    """Whether the rules for ``PH`` hold on that day: a holiday of the country that the evaluator knows."""
    evaluator = _evaluator(country)
    return evaluator is not None and evaluator.is_open(datetime.combine(day, time(12)))


@lru_cache(maxsize=16_384)
def is_certain(country: str, region: str, city: str, day: date) -> bool:
    """Whether the country or the region surely has that day off; a part's code names both region and city."""
    return is_national(country, day) or bool(regional_days(country, region, city, day, day))


@lru_cache(maxsize=16_384)
def is_holiday(country: str, region: str, city: str, day: date) -> bool:
    """Whether any source has the day as a holiday there; they differ on Good Friday in the Netherlands and the like."""
    return day in days_of_country(country, day.year) or is_certain(country, region, city, day)
