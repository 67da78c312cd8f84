"""How a town is called in a language."""

from __future__ import annotations

from functools import lru_cache

from centres.gazetteer import store
from centres.gazetteer.build_areas import OVERSEAS
from centres.gazetteer.fold import fold
from core.i18n.languages import LANGUAGES


def town_name(town: str, country: str, language: str) -> str:
    """``Bruxelles`` → ``Brussel`` in Dutch: the name of the country's town in ``language``.

    As written when the gazetteer does not know the town or is not there, or when only another place is called so there.
    """
    if language not in LANGUAGES or not town:
        return town
    try:
        with store.reading():
            return _town_name(town, country, language)
    except store.GazetteerError:
        return town


@lru_cache(maxsize=8192)
def _town_name(town: str, country: str, language: str) -> str:
    countries = (country, *(part for part, home in OVERSEAS.items() if home == country))
    sql = f"""SELECT place.name, place.{language} FROM name JOIN place ON place.id = name.place
              WHERE name.folded = ? AND name.kind = 0 AND place.country IN ({",".join("?" * len(countries))})
              ORDER BY place.population DESC LIMIT 1"""  # noqa: S608 - a column for each of the six languages
    for part in dict.fromkeys((town, *(one.strip() for one in town.split("/")))):
        row = store.connection().execute(sql, (fold(part), *countries)).fetchone()
        if row:
            own, named = row
            return named or (own if part != town else town)
    return town
