"""Places outside the countries of the gazetteer: large towns, states and countries, known only to say so."""

from __future__ import annotations

from dataclasses import dataclass

from centres.gazetteer import store
from core.i18n.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Outside:
    """A place the directory does not reach. `name` is in the language asked for; `population` tells how well known."""

    name: str
    country: str
    population: int


def outside_named(folded: str, language: str) -> Outside | None:
    """The best known place outside with this folded name."""
    column = language if language in LANGUAGES else "en"
    sql = f"SELECT COALESCE({column}, name), country, population FROM outside WHERE folded = ?"  # noqa: S608
    row = store.connection().execute(sql, (folded,)).fetchone()
    return Outside(*row) if row else None
