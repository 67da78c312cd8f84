"""Public holidays that only a part of a country keeps, and the country's own beside those the evaluator knows.

Source: the ``holidays`` package, read when a centre's hours first ask for it.
"""

from datetime import date
from functools import lru_cache

from centres.gazetteer.fold import fold

EVERYWHERE = frozenset({"BA", "CH", "DE", "ES", "GB", "IT", "PT"})
"""Countries in which every part has days of its own, so that not knowing the part means not knowing its days."""
_BY_TOWN = frozenset({"IT", "PT"})
"""Here the days are those of a province's main town, not of the whole province."""


@lru_cache(maxsize=64)
def _parts(country: str) -> dict[str, str]:
    """{folded name or code: code} of the parts of a country that may have days of their own."""
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return {}
    kind = getattr(holidays, country)
    names = {code: code for code in kind.subdivisions} | kind.subdivisions_aliases
    return {fold(name): code for name, code in names.items()}


@lru_cache(maxsize=32_768)
def part_of(country: str, region: str, city: str) -> str:
    """The code of the part of the country a centre lies in, ``""`` when the data does not know it."""
    parts = _parts(country)
    named = city if country in _BY_TOWN else region
    return parts.get(fold(named), "") or (parts.get(fold(city), "") if len(city) > 2 else "")


@lru_cache(maxsize=512)
def days_of_country(country: str, year: int) -> frozenset[date]:
    """Days off in all of a country; empty where the package has none."""
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))


@lru_cache(maxsize=512)
def _days_of_year(country: str, part: str, year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays(country, subdiv=part, years=year)) - days_of_country(country, year)


def regional_days(country: str, region: str, city: str, first: date, last: date) -> list[date]:
    """Days off of the region or town alone, from ``first`` to ``last``, in order."""
    part = part_of(country, region, city)
    if not part:
        return []
    years = range(first.year, last.year + 1)
    return sorted(day for year in years for day in _days_of_year(country, part, year) if first <= day <= last)


def are_known(country: str, region: str, city: str) -> bool:
    """Whether no public holiday is missing: false where every region has its own and this one is not known."""
    return country not in EVERYWHERE or bool(part_of(country, region, city))
